import { describe, expect, test } from '@jest/globals';
import { isoDate } from '../../../domain/dates.ts';
import { isPlaceOfService } from '../../../domain/codes.ts';
import { scrub, scrubQuestion } from '../../../domain/scrub/scrub.ts';
import { aLine, anIntake, type anIntakeJson } from '../builders.ts';

const today = isoDate('2026-03-10');
const timelyFilingOn = isoDate('2026-05-31');

function findings(change: (json: ReturnType<typeof anIntakeJson>) => unknown = () => undefined, on = today) {
  return scrub({ intake: anIntake(change), today: on, timelyFilingOn }).map(({ rule, path }) => `${rule} ${path}`);
}

/** The findings for a claim with these lines. */
function findingsOn(...lines: Record<string, unknown>[]) {
  return findings(
    (json) => (json.claim.serviceLines = lines.map((line, index) => aLine({ lineId: `${index + 1}`, ...line }))),
  );
}

test('a clean claim has no findings and no question', () => {
  expect(findings()).toEqual([]);
  expect(scrubQuestion([])).toBeUndefined();
});

describe('a claim has a finding', () => {
  test('on the day after the timely filing limit, and not on the last day', () => {
    expect(findings(undefined, timelyFilingOn)).toEqual([]);
    expect(findings(undefined, isoDate('2026-06-01'))).toEqual(['timely-filing-passed claim.delayReasonCode']);
    const late = (json: ReturnType<typeof anIntakeJson>) => Object.assign(json.claim, { delayReasonCode: '7' });
    expect(findings(late, isoDate('2026-06-01'))).toEqual([]);
  });

  test('when a service date is in the future, and not when it is today', () => {
    expect(findingsOn({ serviceDate: '2026-03-10' })).toEqual([]);
    expect(findingsOn({ serviceDate: '2026-03-11' })).toEqual([
      'service-date-in-future claim.serviceLines[0].serviceDate',
    ]);
    expect(findingsOn({ serviceDateTo: '2026-03-11' })).toEqual([
      'service-date-in-future claim.serviceLines[0].serviceDateTo',
    ]);
  });

  test('when its total charge is zero', () => {
    expect(findingsOn({ chargeAmountCents: 0 })).toEqual(['total-charge-zero claim.serviceLines']);
    expect(findingsOn({ chargeAmountCents: 0 }, { procedureCode: 'G0108', chargeAmountCents: 1 })).toEqual([]);
  });

  test('when two lines are equal, unless a modifier marks a repetition', () => {
    expect(findingsOn({}, {})).toEqual(['duplicate-line claim.serviceLines[1]']);
    expect(findingsOn({}, { modifiers: ['76'] }, { modifiers: ['76'] })).toEqual([]);
    expect(findingsOn({ modifiers: ['LT', '22'] }, { modifiers: ['22', 'LT'] })).toEqual([
      'duplicate-line claim.serviceLines[1]',
    ]);
    expect(findingsOn({}, { serviceDate: '2026-03-03' })).toEqual([]);
  });

  test('when a modifier or a pointer is repeated', () => {
    expect(findingsOn({ modifiers: ['25', '59', '25'] })).toEqual([
      'modifier-repeated claim.serviceLines[0].modifiers[2]',
    ]);
    expect(findingsOn({ diagnosisPointers: [1, 1] })).toEqual([
      'pointer-repeated claim.serviceLines[0].diagnosisPointers[1]',
    ]);
  });

  test.each([
    ['26', 'TC'],
    ['LT', 'RT'],
    ['50', 'LT'],
    ['50', 'RT'],
    ['76', '77'],
    ['GA', 'GZ'],
    ['GY', 'GA'],
    ['GY', 'GZ'],
  ])('when modifiers %s and %s exclude each other', (one, other) => {
    expect(findingsOn({ modifiers: [other, one] })).toEqual(['modifiers-contradict claim.serviceLines[0].modifiers']);
    expect(findingsOn({ modifiers: [one] })).toEqual([]);
  });

  test('when a diagnosis is repeated, with or without its dot', () => {
    expect(findings((json) => (json.claim.diagnoses = [{ code: 'J45.40' }, { code: 'J4540' }]))).toEqual([
      'diagnosis-repeated claim.diagnoses[1].code',
    ]);
  });

  test('when the first diagnosis is an external cause', () => {
    expect(findings((json) => (json.claim.diagnoses = [{ code: 'W19.XXXA' }]))).toEqual([
      'external-cause-first claim.diagnoses[0].code',
    ]);
    expect(findings((json) => (json.claim.diagnoses = [{ code: 'S52.501A' }, { code: 'W19.XXXA' }]))).toEqual([]);
  });

  test('when the accident is after the service, and not when it is on the same day', () => {
    expect(findings((json) => Object.assign(json.claim, { accidentDate: '2026-03-03' }))).toEqual([
      'accident-after-service claim.accidentDate',
    ]);
    expect(findings((json) => Object.assign(json.claim, { accidentDate: '2026-03-02' }))).toEqual([]);
  });

  test('when a place of service does not exist', () => {
    expect(findings((json) => Object.assign(json.claim, { placeOfServiceCode: '28' }))).toEqual([
      'place-of-service-unknown claim.placeOfServiceCode',
    ]);
    expect(findingsOn({ placeOfServiceCode: '00' })).toEqual([
      'place-of-service-unknown claim.serviceLines[0].placeOfServiceCode',
    ]);
    expect(['01', '27', '28', '31', '99', '98', '1', '0x'].map(isPlaceOfService)).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test.each(['PO Box 12', 'P.O. Box 12', 'Post Office Box 12', 'Lockbox 9'])(
    'when the billing address is a post office box: %s',
    (address1) => {
      expect(findings((json) => Object.assign(json.billing.address, { address1 }))).toEqual([
        'billing-po-box billing.address.address1',
      ]);
    },
  );

  test('when minutes are used without anesthesia, or are not a whole number', () => {
    expect(findingsOn({ unitType: 'MJ' })).toEqual(['minutes-without-anesthesia claim.serviceLines[0].unitType']);
    expect(findingsOn({ unitType: 'MJ', procedureCode: '00100', units: 30 })).toEqual([]);
    expect(findingsOn({ unitType: 'MJ', procedureCode: '00100', units: 30.5 })).toEqual([
      'minutes-not-whole claim.serviceLines[0].units',
    ]);
  });

  test('when a drug billed to Medicaid has no NDC', () => {
    const drug = (claimFilingCode: string) =>
      findings((json) => {
        Object.assign(json.insurance[0]!, { claimFilingCode });
        json.claim.serviceLines = [aLine({ procedureCode: 'J1100' })];
      });
    expect([drug('MC'), drug('CI')]).toEqual([['drug-without-ndc claim.serviceLines[0].drug'], []]);
  });
});

test('a hyphen in the member id is accepted, because some payers print one', () => {
  expect(findings((json) => Object.assign(json.insurance[0]!, { memberId: 'W123-456' }))).toEqual([]);
});

test('findings become one question: for a coder if only codes are wrong, about timely filing after the limit', () => {
  const ask = (change: (json: ReturnType<typeof anIntakeJson>) => unknown, on = today) =>
    scrubQuestion(scrub({ intake: anIntake(change), today: on, timelyFilingOn }));
  expect(ask((json) => (json.claim.serviceLines = [aLine({ modifiers: ['25', '25'] })]))).toMatchObject({
    kind: 'coding',
  });
  expect(ask((json) => (json.claim.serviceLines = [aLine({ modifiers: ['25', '25'], chargeAmountCents: 0 })]))).toEqual(
    {
      kind: 'correction',
      category: 'Billing Error',
      found: 'The total charge is $0.00; payers reject zero-charge claims. Service line 1: Modifier 25 is repeated.',
      canDo: 'Correct claim.serviceLines. Correct claim.serviceLines[0].modifiers[1].',
    },
  );
  expect(ask(() => undefined, isoDate('2027-01-01'))).toMatchObject({
    kind: 'timely-filing',
    category: 'Timely Filing',
    found: 'The claim was not sent: its timely filing limit was 2026-05-31.',
    canDo: expect.stringMatching(/set claim.delayReasonCode .* Otherwise write off the balance\.$/),
  });
});

test('a late void has its own question: nothing can be written off', () => {
  const intake = anIntake((json) =>
    Object.assign(json.claim, { claimFrequencyCode: '8', payerControlNumber: 'ICN1', delayReasonCode: undefined }),
  );
  expect(scrubQuestion(scrub({ intake, today: isoDate('2026-06-01'), timelyFilingOn }))).toMatchObject({
    kind: 'timely-filing',
    found: 'The void was not sent: the timely filing limit of the claim was 2026-05-31.',
    canDo: expect.stringMatching(/Otherwise close it unsent: claimloop withdraw CLAIM --reason TEXT\.$/),
  });
});
