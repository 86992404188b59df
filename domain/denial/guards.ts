import type { DenialAction } from './actions.ts';
import { programsWithoutReplacement } from './replacements.ts';
import type { Guard } from './rule.ts';

const resends: readonly DenialAction[] = ['correct-and-replace', 'new-claim', 'reopen'];

/** Reasons that are contractual when they reduce a payment, and a denial when they take the whole charge. */
const contractual = [
  ...(['42', '44', '45', '59', '104', '105', '131', '137', '144', '172', '223', '237', '253'] as const),
  ...(['A2', 'P12', 'P23', 'P24'] as const),
] as const;

/**
 * Restrictions on what rules may propose, in the order in which they are applied. A later guard also restricts what an
 * earlier one proposes.
 */
export const guards: readonly Guard[] = [
  {
    id: 'rejected-is-not-denied',
    when: { answer: ['999', 'TA1', '277CA'] },
    forbids: [
      ...resends,
      ...(['appeal', 'dispute-timely-filing', 'dispute-underpayment', 'bill-patient', 'write-off'] as const),
    ],
    action: 'fix-and-resend',
    found: 'A rejected claim was never adjudicated.',
    canDo: 'Correct the claim: it is sent again as an original. The filing limit still applies.',
    source: 'X12 005010X214, claim level status; 005010X231A1, AK9 and IK5',
  },
  {
    id: 'forwarded-to-its-payer',
    when: { claimStatus: ['23'] },
    forbids: [...resends, 'bill-next-payer', 'bill-patient', 'appeal', 'write-off', 'ask-person', 'close-duplicate'],
    action: 'wait',
    found: 'It forwarded the claim to the payer that is responsible.',
    canDo: 'Wait for the answer of that payer. Do not send the claim again.',
    source: '005010X221A1, CLP02 = 23',
  },
  {
    id: 'forwarded-to-the-next-payer',
    when: { claimStatus: ['19', '20', '21'] },
    forbids: ['bill-next-payer', 'bill-patient'],
    action: 'wait',
    found: 'The claim was forwarded to the next payer.',
    canDo: 'Wait for the answer of the next payer. Bill neither that payer nor the patient meanwhile.',
    source: '005010X221A1, CLP02 = 19, 20 and 21',
  },
  {
    id: 'forwarded-by-remark',
    when: { remark: ['MA18', 'N89'] },
    forbids: ['bill-next-payer', 'bill-patient'],
    action: 'wait',
    found: 'The claim was forwarded to the next payer.',
    canDo: 'Wait for the answer of the next payer. Bill neither that payer nor the patient meanwhile.',
    source: 'X12 external code list 411, MA18 and N89',
  },
  {
    id: 'not-processed-no-appeal',
    when: { remark: ['MA130'] },
    forbids: ['correct-and-replace', 'reopen', 'appeal', 'send-information', 'close-duplicate', 'write-off'],
    action: 'new-claim',
    found: 'The payer could not process the claim, so it cannot be appealed or replaced.',
    canDo: 'Correct the claim: it is sent as a new claim, and the first filing limit applies.',
    source: 'CMS, Medicare Claims Processing Manual, chapter 1, 80.3.2; X12 external code list 411, MA130',
  },
  {
    id: 'no-appeal-right',
    when: { remark: ['N211', 'MA130'] },
    forbids: ['appeal', 'dispute-timely-filing'],
    action: 'ask-person',
    found: 'The decision cannot be appealed.',
    canDo: 'Correct what is wrong, or write off the balance.',
    source: 'X12 external code list 411, N211 and MA130',
  },
  {
    id: 'no-appeal-of-late-medicare-claims',
    when: { reason: ['29'], program: ['MA', 'MB'] },
    forbids: ['appeal', 'dispute-timely-filing'],
    action: 'ask-person',
    found: 'Medicare gives no right to appeal a claim that was filed late.',
    canDo:
      'Ask Medicare to accept the claim if an exception applies, such as its own error or coverage granted later. ' +
      'Otherwise write off the balance; do not bill the patient.',
    source: 'CMS, Medicare Claims Processing Manual, chapter 1, 70.4; 42 CFR 424.44(b)',
  },
  {
    id: 'whole-charge-contractual',
    when: { group: ['CO', 'CR'], payment: ['whole-charge-unpaid'], reason: contractual },
    forbids: ['settled', 'write-off'],
    action: 'ask-person',
    category: 'Full Contractual Adjustment',
    found: 'The whole charge was adjusted and nothing is paid.',
    canDo:
      'Compare with the contract. If the payer should pay, ask it to process the claim again; if not, write off the ' +
      'balance. A payer whose contract pays by capitation belongs in capitatedPayerIds of partners.json.',
    source: "Candid Health's API, DenialReasonContent: Full Contractual Adjustment",
  },
  {
    id: 'contractual-is-not-the-patients',
    when: { group: ['CO', 'CR', 'PI'] },
    forbids: ['bill-patient'],
    action: 'ask-person',
    found: 'The payer does not hold the patient responsible.',
    canDo: 'Do not bill the patient. Ask the payer to process the claim again, or write off the balance.',
    source: '005010X221A1, CAS01: only group PR is the responsibility of the patient',
  },
  {
    id: 'qualified-medicare-beneficiary',
    when: { remark: ['N781', 'N782', 'N783'] },
    forbids: ['bill-patient'],
    action: 'ask-person',
    found: 'The patient is a qualified Medicare beneficiary, who owes no deductible, coinsurance or copayment.',
    canDo: 'Do not bill the patient. Bill Medicaid; write off what Medicaid does not pay.',
    source: 'Social Security Act 1902(n)(3)(B); X12 external code list 411, N781, N782 and N783',
  },
  {
    id: 'medicaid-patient',
    when: { program: ['MC'], group: ['PR'] },
    forbids: ['bill-patient'],
    action: 'ask-person',
    found: 'Medicaid limits what a provider may collect from the patient.',
    canDo: 'Check the copayment that the state allows before the patient is billed; write off the rest.',
    source: '42 CFR 447.15',
    checked: false,
  },
  {
    id: 'no-replacement-by-medicare-part-b',
    when: { program: programsWithoutReplacement },
    forbids: ['correct-and-replace'],
    action: 'reopen',
    found: 'Medicare Part B takes no replacement claim.',
    canDo:
      'Ask the contractor for a reopening, within one year of its decision, or for a redetermination, within 120 ' +
      'days. Post its new remittance when it comes.',
    source: 'CMS, Medicare Claims Processing Manual, chapter 34; Noridian, reopenings; 42 CFR 405.942',
  },
];
