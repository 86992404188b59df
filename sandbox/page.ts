import { type PayerRules, shippedRules } from './rules.ts';

/** Generates docs/sandbox.md: how integrators choose what the sandbox payer does, from the shipped rules. */
export function sandboxPage({ plans, behaviors }: PayerRules = shippedRules()): string {
  return `${[
    '# The sandbox payer',
    '<!-- Generated from the shipped rules by `npm run docs`. Do not edit. -->',
    ...introduction,
    '## Plans',
    'A plan decides what is paid. Its marker is in the member id, or at the start of the group number.',
    table(
      ['marker', 'plan'],
      plans.map(({ markers, title }) => [markers.length > 0 ? markers.map(code).join(', ') : 'none', title]),
    ),
    ...byRule,
    '## Behaviors',
    'A behavior decides which files are sent, and changes what the plan pays. Its marker is in the member id.',
    table(
      ['marker', 'behavior'],
      behaviors.map(({ marker, title }) => [code(marker), title]),
    ),
    '## Your own',
    ...own,
    '## Scenarios',
    ...scenarios,
  ].join('\n\n')}\n`;
}

const introduction: readonly string[] = [
  '`claimloop up` starts a payer with its clearinghouse, behind SFTP. It sees only the files that are sent to it, ' +
    'and answers each of them with a 999, a 277CA and an 835. A text in the member id, the marker, selects another ' +
    'answer: a claim of member `W1234SIL567890` is ignored at first, and paid when it is sent again. The longest ' +
    'marker wins, and a member id may hold one marker of a plan and one of a behavior, such as `W1MCARE2DUP3`.',
  'It takes interchanges with any number of groups, sets, providers, subscribers, dependents and claims. One 277CA ' +
    'answers the claims of a batch, and one 835 pays the claims of a provider that are due together.',
];

const byRule: readonly string[] = [
  'These rules hold for every plan, unless a behavior answers the file:',
  [
    '- A member id with other characters than letters and digits is rejected (277CA A7:164:IL).',
    '- A line that is paid already is denied in another original claim (OA-18).',
    '- A replacement (frequency 7) or a void (8) must name a control number of the payer in REF\\*F8; otherwise it ' +
      'is rejected (A7:464). A replacement is answered by a reversal and a new payment, a void by a reversal.',
    '- A claim that another payer has paid (2320 AMT\\*D) is paid after it: what that payer left to the patient ' +
      '(2430 CAS\\*PR), with OA-23 for the rest.',
    '- The same bytes are answered once, under whatever name they arrive.',
    '- A sum of payments below zero is carried forward (PLB FB).',
  ].join('\n'),
];

const own: readonly string[] = [
  'The rules are two files of the data folder, `sandbox/plans.json` and `sandbox/behaviors.json`. Edit them and ' +
    'start again (`claimloop down`, `claimloop up`); [configuration.md](configuration.md) lists every field. This ' +
    'behavior denies the second line of a claim, and reverses and pays it 30 days later:',
  `\`\`\`json
{
  "marker": "MINE",
  "title": "Denies the second line, and pays it 30 days later.",
  "submissions": [
    {
      "steps": [
        { "kind": "999" },
        { "kind": "277" },
        { "kind": "835", "payments": [{ "kind": "pay", "adjust": [{ "as": "CO-197", "lines": [2] }] }] },
        { "kind": "835", "afterDays": 30, "payments": [{ "kind": "reverse" }, { "kind": "pay" }] }
      ]
    }
  ]
}
\`\`\``,
  'A behavior has the answers to the first, second, and each further file with the claim. A file after the last of ' +
    'them is answered by the plan.',
];

const scenarios: readonly string[] = [
  '`npm run demo -- --scenario all` plays every scenario of `client/demo/scenarios` on an installation of its own ' +
    'and fails if one ends otherwise than its file says, to the cent. `--scenario` also takes a name, a number, or ' +
    'your own file or folder. This scenario is denied, replaced and paid:',
  `\`\`\`json
{
  "title": "denied, corrected, replaced, paid",
  "shows": "The payer requires an authorization. Its number is found, and a replacement is paid.",
  "member": "AUT",
  "change": { "claim.serviceLines[0].serviceDate": "today-30" },
  "people": [
    {
      "when": "asked",
      "do": "correct",
      "reason": "the authorization was found",
      "set": { "claim.priorAuthorizationNumber": "AUTH4711" }
    }
  ],
  "end": {
    "status": "SETTLED",
    "submissions": 2,
    "paidCents": 16000,
    "contractualCents": 4000,
    "patientPaidCents": 0,
    "writtenOffCents": 0
  }
}
\`\`\``,
  'The patient file is the standard one, with one line of $200.00, `member` in the member id, and the changes. What ' +
    'people do comes in its order: `correct`, `pay`, `writeOff`, `transfer`, `hold`, `release`, and `accept` or ' +
    '`refuse` a part of a remittance. `when` is `asked` (the claim waits for an answer), `billed` (`statements` were ' +
    'sent), `exception` (a part of a remittance does not fit) or a status; `about` is a text of the question. ' +
    '`watchDays` keeps the claim in view for answers that come after its end. `end.open` has what each party still ' +
    'owes, `end.exceptions` the parts of remittances that wait for a person, and `end.statements` the bills.',
];

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
