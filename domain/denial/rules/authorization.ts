import type { Rule } from '../rule.ts';

const codes = 'X12 external code list 139; CAQH CORE 360, additional information required';
const writeOff = 'If there is none, write off the balance; do not bill the patient.';

/** Authorizations, and documents that the payer asks for. */
export const authorizationRules: readonly Rule[] = [
  { id: 'authorization-number', when: { reason: ['15'] },
    category: 'Authorization Required', action: 'correct-and-replace', source: codes,
    found: 'The authorization number is missing, or does not cover this service.',
    canDo: 'Set claim.priorAuthorizationNumber.' },
  { id: 'authorization-absent', when: { reason: ['197'] },
    category: 'Authorization Required', action: 'correct-and-replace', source: codes,
    found: 'The service has no prior authorization.',
    canDo: `Set claim.priorAuthorizationNumber, or ask the payer for a retroactive authorization. ${writeOff}` },
  { id: 'authorization-exceeded', when: { reason: ['198'] },
    category: 'Authorization Required', action: 'correct-and-replace', source: codes,
    found: 'The service exceeds the authorization.',
    canDo: `Ask the payer to extend the authorization; set claim.priorAuthorizationNumber. ${writeOff}` },
  { id: 'attachment-not-received', when: { reason: ['163'] },
    category: 'Medical Records Requested', action: 'send-information', source: codes,
    found: 'The payer has not received the attachment that the claim names.',
    canDo: 'Send the attachment with its control number, then ask the payer to process the claim.' },
  { id: 'information-from-provider', when: { reason: ['226'] },
    category: 'Info Requested from Provider', action: 'send-information', source: codes,
    found: 'The payer has not received the information that it requested from the practice.',
    canDo: 'Send the information to the payer by its deadline.' },
  { id: 'information-from-patient', when: { reason: ['227'] },
    category: 'Info Requested from Patient', action: 'send-information', source: codes,
    found: 'The payer has not received the information that it requested from the patient.',
    canDo: 'Ask the patient to send the information to the payer.' },
  { id: 'records-required', when: { reason: ['252'] },
    category: 'Medical Records Requested', action: 'send-information', source: codes,
    found: 'The payer requires medical records.', canDo: 'Send the records to the payer by its deadline.' },
];
