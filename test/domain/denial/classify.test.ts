import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { denialActions } from '../../../domain/denial/actions.ts';
import { classify } from '../../../domain/denial/classify.ts';
import { interchangeFacts } from '../../../domain/denial/facts.ts';
import { classified, classifiedFault, classifiedStatus } from './evidence.ts';

// Each row states what a code means: the action, the rule and, where one applies, the guards.

test.each([
  ['CO-16', 'correct-and-replace', 'claim-data', 'Billing Error'],
  ['CO-16 MA130', 'new-claim', 'claim-data', 'Billing Error'],
  ['CO-16 M76', 'correct-and-replace', 'claim-data-diagnosis', 'Invalid Diagnosis Code'],
  ['CO-16 N290', 'correct-and-replace', 'rendering-provider-id', 'Invalid Provider Information'],
  ['CO-16 N265', 'correct-and-replace', 'ordering-provider-id', 'Invalid Provider Information'],
  ['CO-16 N286', 'correct-and-replace', 'referring-provider-id', 'Referral Required'],
  ['CO-16 MA04', 'send-information', 'claim-data-prior-payer', 'Coordination of Benefits'],
  ['CO-22 N4', 'send-information', 'claim-data-prior-payer', 'Coordination of Benefits'],
  ['CO-29', 'dispute-timely-filing', 'filed-late', 'Timely Filing'],
  ['CO-29 program=MB', 'ask-person', 'filed-late-medicare', 'Timely Filing'],
  ['PR-29', 'ask-person', 'filed-late-patient', 'Timely Filing'],
  ['CO-24', 'ask-person', 'capitated', 'Full Contractual Adjustment'],
  ['CO-24 capitated', 'settled', 'capitated-by-contract', 'Full Contractual Adjustment'],
  ['CO-24 program=MB', 'new-claim', 'medicare-advantage-patient', 'Incorrect Payer'],
  ['CO-45', 'settled', 'contractual', 'Full Contractual Adjustment'],
  ['CO-45 unpaid', 'ask-person', 'contractual', 'Full Contractual Adjustment'],
  ['CO-45 unpaid capitated', 'settled', 'contractual', 'Full Contractual Adjustment'],
  ['CO-59 unpaid', 'ask-person', 'contractual', 'Full Contractual Adjustment'],
  ['CO-172 unpaid', 'ask-person', 'contractual', 'Full Contractual Adjustment'],
  ['CO-246 unpaid N620', 'settled', 'quality-code', 'Full Contractual Adjustment'],
  ['PR-45', 'ask-person', 'above-fee-patient', 'Full Contractual Adjustment'],
  ['PR-1', 'bill-patient', 'patient-share', 'Patient Share'],
  ['PR-1 next', 'bill-next-payer', 'patient-share-next-payer', 'Patient Share'],
  ['PR-1 N781', 'ask-person', 'patient-share', 'Patient Share'],
  ['PR-2 clp02=19', 'wait', 'patient-share', 'Patient Share'],
  ['PR-2 next MA18', 'wait', 'patient-share-next-payer', 'Patient Share'],
  ['PR-3 program=MC', 'ask-person', 'patient-share', 'Patient Share'],
  ['OA-23', 'settled', 'prior-payer-part', 'Coordination of Benefits'],
  ['OA-23 clp02=1', 'ask-person', 'prior-payer-part-of-primary', 'Coordination of Benefits'],
  ['OA-100', 'bill-patient', 'paid-to-patient', 'Patient Share'],
  ['OA-209', 'ask-person', 'not-collectible-from-patient', 'Coordination of Benefits'],
  ['OA-18', 'close-duplicate', 'duplicate', 'Duplicate Claim'],
  ['OA-133', 'wait', 'pending', 'Pending'],
  ['CO-109', 'new-claim', 'wrong-payer', 'Incorrect Payer'],
  ['CO-109 clp02=23', 'wait', 'wrong-payer', 'Incorrect Payer'],
  ['CO-31 clp02=4', 'new-claim', 'patient-not-insured', 'Incorrect Patient Info'],
  ['CO-197 clp02=4', 'correct-and-replace', 'authorization-absent', 'Authorization Required'],
  ['CO-197 program=MB', 'reopen', 'authorization-absent', 'Authorization Required'],
  ['CO-16 M76 MA130 program=MB', 'new-claim', 'claim-data-diagnosis', 'Invalid Diagnosis Code'],
  ['CO-50', 'appeal', 'not-necessary', 'Not Medically Necessary'],
  ['CO-50 N211', 'ask-person', 'not-necessary', 'Not Medically Necessary'],
  ['CO-50 MA130', 'new-claim', 'not-necessary', 'Not Medically Necessary'],
  ['CO-50 GA', 'appeal', 'not-necessary-with-notice', 'Not Medically Necessary'],
  ['PR-50', 'ask-person', 'not-necessary-patient', 'Not Medically Necessary'],
  ['PR-50 GA', 'bill-patient', 'not-necessary-patient-with-notice', 'Not Medically Necessary'],
  ['PR-50 GZ', 'write-off', 'no-notice', 'Not Medically Necessary'],
  ['CO-96 GZ', 'write-off', 'no-notice', 'Not Medically Necessary'],
  ['PR-96', 'bill-patient', 'not-covered-patient', 'Non-Covered Benefit'],
  ['PR-204 next', 'bill-next-payer', 'not-covered-next-payer', 'Non-Covered Benefit'],
  ['CO-9999', 'ask-person', 'unknown-denial', 'Unknown'],
  ['CO-constructor', 'ask-person', 'unknown-denial', 'Unknown'],
  ['clp02=19', 'wait', 'claim-forwarded', 'Coordination of Benefits'],
  ['clp02=23', 'wait', 'claim-forwarded-elsewhere', 'Incorrect Payer'],
  ['clp02=4', 'ask-person', 'patient-not-recognized', 'Incorrect Patient Info'],
])('%s: %s by the rule %s (%s)', (codes, action, rule, category) => {
  expect(classified(codes)).toMatchObject({ action, rule, category });
});

test('the remark code that the payer states first decides', () => {
  expect(classified('CO-16 M76 N290').rule).toBe('claim-data-diagnosis');
  expect(classified('CO-16 N290 M76').rule).toBe('rendering-provider-id');
  expect(classified('CO-16 N999 N290').rule).toBe('rendering-provider-id');
});

describe('a guard', () => {
  test('is named, with its source, when it changed the action', () => {
    expect(classified('CO-16 MA130')).toMatchObject({
      guards: ['not-processed-no-appeal'],
      source: expect.stringContaining('80.3.2'),
      canDo: expect.stringContaining('new claim'),
    });
    expect(classified('CO-16')).toMatchObject({ guards: [] });
  });

  test('also restricts what an earlier one proposes', () => {
    expect(classified('CO-197 MA130 clp02=23')).toMatchObject({ action: 'wait', guards: ['forwarded-to-its-payer'] });
  });
});

describe('the patient is never billed', () => {
  const reasons = ['1', '2', '3', '26', '27', '50', '96', '100', '119', '204', '45', '16', '999'];
  const allOf = (group: string, more: string): readonly string[] =>
    reasons.map((reason) => classified(`${group}-${reason} ${more}`).action);

  test.each(['CO', 'CR', 'PI'])('what group %s adjusts', (group) => {
    for (const more of ['', 'GA', 'program=MB', 'unpaid']) expect(allOf(group, more)).not.toContain('bill-patient');
  });

  test.each(['N781', 'N782', 'N783', 'MA18', 'N89', 'clp02=19', 'clp02=20', 'clp02=21', 'clp02=23', 'program=MC'])(
    'beside %s',
    (more) => {
      expect(allOf('PR', more)).not.toContain('bill-patient');
      expect(allOf('PR', `${more} GA`)).not.toContain('bill-patient');
    },
  );
});

test.each(['MA130', 'N211'])('nothing is appealed beside %s', (remark) => {
  for (const reason of ['29', '50', '55', '151', '167', '242']) {
    const { action } = classified(`CO-${reason} ${remark}`);
    expect(['appeal', 'dispute-timely-filing']).not.toContain(action);
  }
});

test.each([
  ['A7:125:85', 'fix-and-resend', 'billing.organizationName'],
  ['A7:562:DN', 'fix-and-resend', 'referring.npi'],
  ['A7:562:82', 'fix-and-resend', 'rendering.npi'],
  ['A7:164:IL', 'fix-and-resend', 'insurance[0].memberId'],
  ['A6:153:1P', 'fix-and-resend', 'billing.npi or rendering.npi'],
  ['A8:158:QC', 'fix-and-resend', 'patient.dateOfBirth'],
  ['A3:21', 'fix-and-resend', 'other statuses'],
  ['A7:54', 'close-duplicate', 'earlier claim'],
  ['A4:35', 'ask-person', 'no acceptance'],
  ['A7:999', 'fix-and-resend', 'what the status means'],
  ['A0:16', 'wait', 'next answer'],
  ['A1:19', 'wait', 'next answer'],
  ['A2:20', 'wait', 'next answer'],
  ['A5:0', 'wait', 'next answer'],
  ['ZZ:constructor', 'ask-person', 'what the status means'],
])('the status %s of a 277CA: %s, and the advice names %s', (status, action, named) => {
  expect(classifiedStatus(status)).toMatchObject({ action, canDo: expect.stringContaining(named) });
});

test.each([
  ['P1:0', 'wait'],
  ['P3:0', 'send-information'],
  ['R4:0', 'send-information'],
  ['R17:0', 'send-information'],
  ['F2:0', 'wait'],
  ['F3N:0', 'wait'],
  ['D0:0', 'ask-person'],
  ['E1:0', 'wait'],
])('the category %s of a 277: %s', (status, action) => {
  expect(classifiedStatus(status, '277').action).toBe(action);
});

test.each([
  ['PRV 2310B IK304:3', 'rendering.taxonomyCode'],
  ['PRV 2000A', 'billing.taxonomyCode'],
  ['PRV 2000', 'billing.taxonomyCode'],
  ['NM1 2310A', 'referring'],
  ['NM1 2010', 'name or id'],
  ['HI 2300 IK403:7', 'claim.diagnoses'],
  ['ZZZ 2300 IK403:6', 'Remove it'],
  ['ZZZ 2300 IK304:1', 'companion guide'],
  ['constructor', 'support'],
])('the fault %s of a 999 names %s', (fault, named) => {
  expect(classifiedFault(fault).canDo).toContain(named);
});

test('a TA1 is explained by its note code', () => {
  expect(classify(interchangeFacts('025'))).toMatchObject({ rule: 'interchange-repeated', action: 'ask-person' });
  expect(classify(interchangeFacts('003')).canDo).toContain('partners.json');
  expect(classify(interchangeFacts('999')).rule).toBe('interchange');
});

test('a rejection is never treated as a denial', () => {
  const ofDenials = ['correct-and-replace', 'new-claim', 'reopen', 'appeal', 'bill-patient', 'write-off'];
  fc.assert(
    fc.property(
      fc.constantFrom('A0', 'A3', 'A4', 'A6', 'A7', 'A8', 'F2', 'R4', 'X9'),
      fc.integer({ min: 0, max: 800 }),
      fc.constantFrom('', ':85', ':IL', ':DN', ':PR', ':41'),
      (category, status, entity) => {
        const { action } = classifiedStatus(`${category}:${status}${entity}`);
        expect(denialActions).toContain(action);
        expect(ofDenials).not.toContain(action);
      },
    ),
  );
});
