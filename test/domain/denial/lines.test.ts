import { describe, expect, test } from '@jest/globals';
import { nextStepAfterAdjudication } from '../../../domain/denial/after-adjudication.ts';
import { answersOf, type StandingPayment } from '../../../domain/denial/line-answers.ts';
import { linesOf, linesOwed } from '../../../domain/denial/line-states.ts';
import { cents } from '../../../domain/money.ts';
import type { ClaimPayment, ServicePayment } from '../../../domain/remittance/remittance.ts';
import { aLine, anAdjustment, anIntake, aPayment, aServicePayment } from '../builders.ts';

// A claim of two lines: line 1 of $100.00 and line 2 of $50.00. Each test states what the payer answered, oldest first.

const intake = anIntake((json) => {
  json.claim.serviceLines = [
    aLine({ chargeAmountCents: 10_000, modifiers: ['GA'] }),
    aLine({ lineId: '2', procedureCode: '93000', chargeAmountCents: 5_000 }),
  ];
});
const charges: Readonly<Record<string, number>> = { 1: 10_000, 2: 5_000 };
const codes: Readonly<Record<string, string>> = { 1: 'G0463', 2: '93000' };

/** The answer about a line: what is paid, adjustments such as "CO-45 20.00", and remark codes. */
function line(lineId: string, paid: number, adjusted: string, remarkCodes: readonly string[] = []): ServicePayment {
  const adjustments = adjusted.split(', ').flatMap((text) => {
    const [code = '', amount = ''] = text.split(' ');
    return amount === '' ? [] : [anAdjustment(code, Math.round(Number(amount) * 100))];
  });
  const procedureCode = codes[lineId] ?? '';
  const amounts = { chargeCents: cents(charges[lineId] ?? 0), paidCents: cents(paid * 100) };
  return aServicePayment({ lineId, procedureCode, adjustments, remarkCodes, ...amounts });
}

function payment(services: readonly ServicePayment[], change: Partial<ClaimPayment> = {}): ClaimPayment {
  const [chargeCents, paidCents] = (['chargeCents', 'paidCents'] as const).map((name) =>
    cents(services.reduce((total, one) => total + one[name], 0)),
  ) as [ClaimPayment['chargeCents'], ClaimPayment['paidCents']];
  return aPayment({ services, chargeCents, paidCents, ...change });
}

const paidLine = line('1', 80, 'CO-45 20.00');
const deniedLine = line('2', 0, 'CO-16 50.00', ['M20']);

function given(payments: readonly ClaimPayment[]): readonly StandingPayment[] {
  return payments.map((one) => ({ payment: one, coverage: 1, state: 'posted' }));
}

function states(payments: readonly ClaimPayment[], openLines?: ReadonlySet<string>): readonly string[] {
  const answers = answersOf(intake, given(payments), 1);
  const claim = { intake, answers, context: { coverage: 1, isCapitated: false } as const };
  return linesOf({ ...claim, ...(openLines && { openLines }) }).states.map(({ kind }) => kind);
}

function step(payments: readonly ClaimPayment[], openLines?: ReadonlySet<string>) {
  return nextStepAfterAdjudication({
    ...{ intake, payments: given(payments), isCapitated: false },
    ...{ automaticCorrections: 0, maxAutomaticCorrections: 2 },
    ...(openLines && { openLines }),
  });
}

const aboutLine2 = {
  kind: 'ask',
  as: 'replacement',
  question: {
    kind: 'denial',
    category: 'Incorrect Procedure Code',
    found: 'Line 2, $50.00: A HCPCS code is missing or wrong. (CO-16, M20)',
    canDo: expect.stringMatching(/^Set claim\.serviceLines\[1\]\.procedureCode\./),
  },
};

describe('a denied line beside a paid one is asked about alone', () => {
  test.each<[string, readonly ClaimPayment[]]>([
    ['in one payment', [payment([paidLine, deniedLine])]],
    ['in two payments, the denial first', [payment([deniedLine]), payment([paidLine])]],
    ['in two payments, the denial last', [payment([paidLine]), payment([deniedLine])]],
    ['when a duplicate denial follows', [payment([paidLine, deniedLine]), payment([line('2', 0, 'OA-18 50.00')])]],
    [
      'when the whole claim is a duplicate then',
      [payment([paidLine, deniedLine]), payment([line('1', 0, 'OA-18 100.00'), line('2', 0, 'OA-18 50.00')])],
    ],
    ['when the duplicate denial came first', [payment([line('2', 0, 'CO-18 50.00')]), payment([paidLine, deniedLine])]],
  ])('%s', (_, payments) => {
    expect(states(payments)).toEqual(['paid', 'denied']);
    expect(step(payments)).toEqual(aboutLine2);
  });
});

test('a line that is paid later is no longer denied, and an unanswered line is waited for', () => {
  const later = payment([line('2', 40, 'CO-45 10.00')]);
  expect(states([payment([deniedLine]), later])).toEqual(['unanswered', 'paid']);
  expect(step([payment([deniedLine]), later])).toEqual({
    kind: 'done',
    why: 'the payer has not answered for line 1',
  });
});

test('a newer denial with another reason replaces an older one of that line only', () => {
  const both = payment([line('1', 0, 'CO-197 100.00'), deniedLine]);
  expect(step([both, payment([line('2', 0, 'CO-29 50.00')])])).toMatchObject({
    question: {
      found:
        'Line 1, $100.00: The service has no prior authorization. (CO-197) ' +
        'Line 2, $50.00: The payer received the claim after its filing limit. (CO-29)',
      canDo: expect.stringMatching(/^Line 1: Set .* Line 2: If our 999/),
      category: 'Authorization Required',
    },
  });
});

test('only duplicates are asked about as duplicates', () => {
  expect(step([payment([line('1', 0, 'OA-18 100.00'), line('2', 0, 'OA-18 50.00')])])).toMatchObject({
    question: { category: 'Duplicate Claim', found: expect.stringMatching(/^Lines 1 and 2, \$150\.00: /) },
  });
});

test('a line for which the payer owes nothing any more is not asked about', () => {
  const payments = [payment([line('1', 0, 'CO-197 100.00'), deniedLine])];
  expect(states(payments, new Set(['2']))).toEqual(['paid', 'denied']);
  expect(step(payments, new Set(['2']))).toEqual(aboutLine2);
  expect(step(payments, new Set()).kind).toBe('done');
});

test('the lines that are owed are known unless something was posted for the whole claim', () => {
  const owed = (lines: Readonly<Record<string, number>>) =>
    linesOwed(
      Object.entries(lines).map(([name, amount]) => {
        return { line: name, account: 'receivable:coverage-1' as const, amountCents: cents(amount) };
      }),
    );
  expect(owed({ 1: 100, 2: -5 })).toEqual(new Set(['1']));
  expect(owed({ '': -100, 1: 100, 2: 50 })).toBeUndefined();
  expect(owed({})).toBeUndefined();
});

describe('a line that the payer bundles into another one (SVC06)', () => {
  const into: ServicePayment = { ...line('1', 120, 'CO-45 -20.00'), procedureCode: '93010' };
  const bundled: ServicePayment = {
    ...line('2', 0, 'CO-97 50.00'),
    procedureCode: '93010',
    billedAs: { procedureCode: '93000', modifiers: [] },
  };

  test('is bundled, and the question names the code that was paid', () => {
    expect(states([payment([into, bundled])])).toEqual(['paid', 'bundled']);
    expect(step([payment([into, bundled])])).toMatchObject({
      question: {
        category: 'Bundled',
        found: 'Line 2, $50.00: The payer paid it with another line, as 93010. (CO-97)',
      },
    });
  });

  test('is a denial like others without SVC06', () => {
    expect(states([payment([paidLine, line('2', 0, 'CO-97 50.00')])])).toEqual(['paid', 'denied']);
  });
});

describe('a claim waits', () => {
  test('for the payer that it was forwarded to', () => {
    const payments = [payment([line('1', 0, 'CO-109 100.00'), deniedLine], { statusCode: '23' })];
    expect(states(payments)).toEqual(['waiting', 'waiting']);
    expect(step(payments)).toMatchObject({ kind: 'done' });
  });

  test('for a pending line, and asks about the denied one meanwhile', () => {
    const pending = line('1', 0, 'OA-133 100.00');
    expect(states([payment([pending, deniedLine])])).toEqual(['waiting', 'denied']);
    expect(step([payment([pending, deniedLine])])).toEqual(aboutLine2);
    expect(step([payment([pending])])).toMatchObject({ kind: 'done' });
  });
});

describe('an adjustment of the whole claim', () => {
  const wholeDenied = payment([], { chargeCents: cents(15_000), adjustments: [anAdjustment('CO-16', 15_000)] });

  test('denies all of its lines', () => {
    expect(states([wholeDenied])).toEqual(['denied', 'denied']);
    expect(step([wholeDenied])).toMatchObject({
      question: { found: 'Lines 1 and 2, $150.00: A field of the claim is missing or wrong. (CO-16)' },
    });
  });

  test('is overtaken by an answer about each line', () => {
    expect(states([wholeDenied, payment([paidLine, deniedLine])])).toEqual(['paid', 'denied']);
    expect(step([wholeDenied, payment([paidLine, deniedLine])])).toEqual(aboutLine2);
  });

  test('beside its lines counts for them', () => {
    const services = [paidLine, line('2', 0, 'CO-45 50.00')];
    expect(states([payment(services, { adjustments: [anAdjustment('CO-29', 100)] })])).toEqual(['denied', 'denied']);
  });
});

test('the modifiers of the line decide, not those of another line', () => {
  expect(step([payment([line('1', 0, 'CO-50 100.00'), line('2', 40, 'CO-45 10.00')])])).toMatchObject({
    question: { found: expect.stringContaining('a signed notice (ABN) is on file') },
  });
  expect(step([payment([paidLine, line('2', 0, 'CO-50 50.00')])])).toMatchObject({
    question: { found: expect.not.stringContaining('ABN') },
  });
});

test('a service that belongs to no line is asked about as the claim', () => {
  const strange = aServicePayment({ ...line('9', 0, 'CO-16 10.00'), lineId: '9', procedureCode: '00000' });
  expect(step([payment([strange])])).toMatchObject({
    question: { found: expect.stringMatching(/^The claim, \$10\.00: /) },
  });
});

test('a claim is sent as a new one only if no denial was adjudicated', () => {
  const unprocessed = line('2', 0, 'CO-16 50.00', ['MA130']);
  expect(step([payment([paidLine, unprocessed])])).toMatchObject({ as: 'original' });
  expect(step([payment([line('1', 0, 'CO-197 100.00'), unprocessed])])).toMatchObject({ as: 'replacement' });
});
