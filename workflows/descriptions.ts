import type { InputKind } from '../domain/claim/inputs.ts';

/** What the Temporal UI shows beside each input: what it does, and an example value. */
export const inputDescriptions: Readonly<Record<InputKind, string>> = {
  correctClaim:
    'Corrects the patient file; the new version is sent. Example: ' +
    '{"correctionId":"c-1","by":"jlee","reason":"card checked","set":{"insurance[0].memberId":"W123456789"}}',
  hold:
    'Stops everything that claimloop would do by itself, until the release of the same name. Example: ' +
    '{"name":"records","by":"jlee","reason":"waiting for the operative note"}',
  release: 'Ends the hold of that name. Example: {"name":"records","by":"jlee"}',
  recordPayment:
    'Records money from the patient, in cents; a paymentId posts once. Example: ' +
    '{"paymentId":"CHK-1001","amountCents":2500,"receivedOn":"2026-11-27","method":"check","by":"jlee"}',
  writeOff:
    'Writes off what a party owes: what is asked about, or what party, line and amountCents name. Example: ' +
    '{"writeOffId":"w-1","reason":"OTHER","by":"jlee","party":"coverage-1","line":"2","amountCents":5000}',
  approveWriteOff:
    'Approves a write-off that waits for a second person, or refuses it. Example: ' +
    '{"writeOffId":"w-1","by":"mgarcia","decision":"approve"}',
  transfer:
    'Moves what a party owes to another party. Example: ' +
    '{"transferId":"t-1","by":"jlee","reason":"the secondary has answered","from":"coverage-2","to":"patient"}',
  withdraw:
    'Closes a claim on which nobody owes, such as a void, although the payer has not processed it. Example: ' +
    '{"by":"jlee","reason":"the payer has no such claim"}',
  addNote: 'Adds a note; it changes nothing else. Example: {"by":"jlee","text":"Called the payer; ref 8841."}',
};

/** What the Temporal UI shows beside the repair of `claimloop reconcile`. */
export const repairDescription = 'Stores in PostgreSQL again where the claim stands; changes nothing else.';

/** What the Temporal UI shows beside each query. */
export const queryDescriptions = {
  status: { description: 'Where the claim stands, who acts next, and by when.' },
  timeline: { description: 'What happened to the claim, oldest first.' },
  timers: { description: 'What the claim waits for, and when it acts by itself.' },
  inbox: { description: 'The newest inputs, each taken or refused with the reason.' },
} as const;
