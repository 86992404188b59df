import type { ClaimStatus } from '../../domain/claim/status.ts';

/** One story of the demo: the patient file, what people do meanwhile, and the expected final status. */
export interface Scenario {
  readonly number: number;
  readonly name: string;
  /** Text inside the member id that tells the sandbox payer how to answer. */
  readonly member: string;
  readonly expected: ClaimStatus;
  /** Changes to the standard patient file. */
  readonly change?: (intake: DemoIntake) => void;
  /** What a person corrects when the claim asks. */
  readonly answer?: { readonly reason: string; readonly set: Readonly<Record<string, unknown>> };
  /** The number of statements after which the patient pays; absent if the patient never pays. */
  readonly paysAfter?: number;
}

/** The parts of a demo's patient file that scenarios change. */
export interface DemoIntake {
  insurance: { planId?: string }[];
  rendering: { taxonomyCode?: string };
  claim: { serviceLines: { procedureCode: string }[] };
}

/** The built-in set. */
export const scenarios: readonly Scenario[] = [
  { number: 1, name: 'paid clean at the contract rate', member: 'PAY', expected: 'SETTLED' },
  { number: 2, name: 'rejected by the clearinghouse, corrected by rule', member: '-', expected: 'SETTLED' },
  {
    number: 3,
    name: 'rejected by 999, corrected by a person',
    member: 'TAX',
    expected: 'SETTLED',
    change: (intake) => {
      delete intake.rendering.taxonomyCode;
    },
    answer: { reason: 'the payer requires the specialty', set: { 'rendering.taxonomyCode': '207Q00000X' } },
  },
  {
    number: 4,
    name: 'denied, corrected, replaced, paid',
    member: 'AUT',
    expected: 'SETTLED',
    answer: { reason: 'the authorization was found', set: { 'claim.priorAuthorizationNumber': 'AUTH4711' } },
  },
  { number: 5, name: 'denied as not covered, patient pays', member: 'NCV', expected: 'SETTLED', paysAfter: 1 },
  {
    number: 6,
    name: 'not covered by the policy, found before submission',
    member: 'PAY',
    expected: 'SETTLED',
    paysAfter: 1,
    change: (intake) => {
      for (const insurance of intake.insurance) insurance.planId = 'demo-basic';
      for (const line of intake.claim.serviceLines) line.procedureCode = 'A9270';
    },
    answer: { reason: 'the patient was told and signed', set: { 'claim.serviceLines[0].modifiers': ['GY'] } },
  },
  {
    number: 7,
    name: 'partly paid, patient pays after the second statement',
    member: 'DED',
    expected: 'SETTLED',
    paysAfter: 2,
  },
  { number: 8, name: 'patient never pays, placed with the agency', member: 'DED', expected: 'PLACED' },
  { number: 9, name: 'silence: sent again', member: 'SIL', expected: 'SETTLED' },
  { number: 10, name: 'small balance written off', member: 'SML', expected: 'WRITTEN_OFF' },
  { number: 11, name: 'the remittance overtakes its acknowledgment', member: 'OVT', expected: 'SETTLED' },
  { number: 12, name: 'the same remittance arrives twice', member: 'DUP', expected: 'SETTLED' },
];
