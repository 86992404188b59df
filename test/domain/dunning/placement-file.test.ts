import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { isoDate } from '../../../domain/dates.ts';
import {
  directPaymentFile,
  directPaymentOf,
  placementFile,
  recallFile,
} from '../../../domain/dunning/placement-file.ts';
import { placementColumns, placementRow } from '../../../domain/dunning/placement-row.ts';
import { chargeEntry, patientPaymentEntry, placementEntry } from '../../../domain/ledger/entries.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { claimPaymentEntries } from '../../../domain/ledger/remittance-entries.ts';
import { cents } from '../../../domain/money.ts';
import { aLine, anAdjustment, anIntake, aPayment, aServicePayment } from '../builders.ts';
import { claimId, owing } from '../ledger/books.ts';
import { posting } from '../ledger/remitted.ts';

const statementsOn = [isoDate('2026-04-02'), isoDate('2026-05-02'), isoDate('2026-07-01')] as const;

/** $200.00 charged, $120.00 paid, $20.00 adjusted, $60.00 owed by the patient, who paid $10.00 on each of two days. */
function entries(): readonly Entry[] {
  const payment = aPayment({
    paidCents: cents(12_000),
    services: [
      aServicePayment({
        paidCents: cents(12_000),
        adjustments: [anAdjustment('CO-45', 2000), anAdjustment('PR-1', 6000)],
      }),
    ],
  });
  const days = { effectiveOn: isoDate('2026-03-02'), postedOn: isoDate('2026-03-02') };
  const charged = [{ line: '1', amountCents: cents(20_000) }];
  return [
    chargeEntry({ claimId, version: 1, lines: charged, responsibleParty: 'insurance', ...days })!,
    ...claimPaymentEntries(posting(payment)),
    paid('p2', '2026-07-02', 1000),
    paid('p1', '2026-07-01', 1000),
  ];
}

/** A payment of a patient who owes $60.00. */
function paid(paymentId: string, day: string, amountCents: number, balances = owing({ patient: 6000 })): Entry {
  const receivedOn = isoDate(day);
  const payment = { paymentId, amountCents: cents(amountCents), receivedOn, method: 'card' as const };
  return patientPaymentEntry({
    claimId,
    payment,
    balances,
    servedOn: isoDate('2026-03-02'),
    postedOn: receivedOn,
    by: 'ann',
  })!;
}

function aRow(intake = anIntake()) {
  return placementRow({ intake, claimId, batchId: 'B1', entries: entries(), statementsOn });
}

/** The rows of a CSV text, read by another parser. */
const rowsOf = (text: string): string[][] => parse(text, { relax_column_count: true });

describe('an account in a placement file', () => {
  test('is itemized as of the last statement, and its amounts add up', () => {
    expect(aRow()).toMatchObject({
      accountNumber: claimId,
      chargeCents: 20_000,
      insurancePaidCents: 12_000,
      adjustmentsCents: 2000,
      patientPaidCents: 2000,
      balanceCents: 4000,
      itemizationDate: '2026-07-01',
      balanceAtItemizationCents: 5000,
      paymentsSinceCents: 1000,
      creditsSinceCents: 0,
      firstStatementDate: '2026-04-02',
      finalNoticeDate: '2026-07-01',
      statementCount: '3',
      lastPaymentDate: '2026-07-02',
      lastPaymentCents: 1000,
      itemizationDateType: 'LAST_STATEMENT',
    });
  });

  test('has the names, address and dates of the claim, and is empty where nothing is known', () => {
    expect(aRow()).toMatchObject({
      ssnLast4: '',
      address1: '18 Elm St',
      address2: '',
      city: 'Trenton',
      state: 'NJ',
      zip: '08608',
      phone: '',
      phoneType: '',
      email: '',
      emailConsent: 'N',
      language: '',
      dateOfService: '2026-03-02',
      lastServiceDate: '2026-03-02',
      delinquencyDate: '2026-03-02',
      facilityName: 'Elm Family Clinic',
      originalCreditor: 'Elm Family Clinic',
      providerName: 'Ann Doctor',
      notes: '',
    });
  });

  test('has the telephone number, the email address and the second address line of the patient', () => {
    const intake = anIntake((json) =>
      Object.assign(json.patient, {
        address: { ...json.patient.address, address2: 'Apt 2' },
        contact: { phone: '6095550100', email: 'testa@example.com', emailConsent: true },
      }),
    );
    expect(aRow(intake)).toMatchObject({
      address2: 'Apt 2',
      phone: '6095550100',
      email: 'testa@example.com',
      emailConsent: 'Y',
    });
  });

  test('was processed by the insurance, or had none', () => {
    const selfPay = anIntake((json) => Object.assign(json, { responsibleParty: 'selfPay', insurance: [] }));
    expect([aRow().insuranceStatus, aRow(selfPay).insuranceStatus]).toEqual(['PROCESSED', 'NO_COVERAGE']);
  });

  test('is not screened, disputed, charged interest or reported to a credit bureau', () => {
    expect(aRow()).toMatchObject({
      financialAssistanceScreened: 'N',
      disputeHistory: 'N',
      interestAllowed: 'N',
      creditReportingAllowed: 'N',
    });
  });

  test('without a payment of the patient has no last payment', () => {
    const unpaid = entries().filter(({ kind }) => kind !== 'patient-payment');
    const row = placementRow({ intake: anIntake(), claimId, batchId: 'B1', entries: unpaid, statementsOn });
    expect(row).toMatchObject({ lastPaymentDate: '', lastPaymentCents: 0, paymentsSinceCents: 0, balanceCents: 6000 });
  });

  test('has the last of several payments, also of one day', () => {
    const payments = [paid('a', '2026-07-01', 100), paid('b', '2026-07-02', 200), paid('c', '2026-07-02', 300)];
    const row = placementRow({ intake: anIntake(), claimId, batchId: 'B1', entries: payments, statementsOn });
    expect(row).toMatchObject({ lastPaymentDate: '2026-07-02', lastPaymentCents: 300 });
  });

  test('names the guarantor and the patient', () => {
    const address = { address1: '1 Other St', city: 'Camden', state: 'NJ', postalCode: '08101' };
    const row = aRow(
      anIntake((json) => Object.assign(json, { guarantor: { firstName: 'Gary', lastName: 'Guarantor', address } })),
    );
    expect(row).toMatchObject({
      patientFirst: 'Testa',
      guarantorFirst: 'Gary',
      relationship: 'OTHER',
      address1: '1 Other St',
      guarantorDob: '',
    });
    expect(aRow()).toMatchObject({ guarantorFirst: 'Testa', relationship: 'SELF', guarantorDob: '1984-03-09' });
  });
});

describe('a placement file', () => {
  const file = placementFile([aRow(), aRow()]);

  test('has a header, a row for each account, and a trailer with count and total', () => {
    const rows = rowsOf(file);
    expect(rows[0]).toEqual(placementColumns);
    expect(rows.slice(1, -1).map((row) => row.length)).toEqual([placementColumns.length, placementColumns.length]);
    expect(rows.at(-1)).toEqual(['TRAILER', '2', '8000']);
  });

  test('contains neither diagnosis nor procedure', () => {
    const intake = anIntake(
      (json) => (json.claim.serviceLines = [aLine({ procedureCode: 'G0108', note: 'SECRET NOTE' })]),
    );
    const text = placementFile([aRow(intake)]);
    for (const hidden of ['G0108', 'J45', 'Z00', 'SECRET', 'W123456789']) expect(text).not.toContain(hidden);
  });

  test('holds no formula for a spreadsheet, and its amounts stay numbers', () => {
    const intake = anIntake((json) => Object.assign(json.patient, { lastName: '=HYPERLINK("x")' }));
    const [, row = []] = rowsOf(placementFile([{ ...aRow(intake), creditsSinceCents: cents(-1_200) }]));
    expect(row[placementColumns.indexOf('patientLast')]).toBe('\'=HYPERLINK("x")');
    expect(row[placementColumns.indexOf('creditsSinceCents')]).toBe('-1200');
  });

  test('keeps a name with a comma and a quote in one cell', () => {
    const intake = anIntake((json) => Object.assign(json.patient, { lastName: 'Sample, "Jr"' }));
    const rows = rowsOf(placementFile([aRow(intake)]));
    expect(rows[1]?.[placementColumns.indexOf('patientLast')]).toBe('Sample, "Jr"');
  });
});

test('a father and a son of one name and address are told apart', () => {
  const row = aRow(anIntake((json) => Object.assign(json.patient, { middleName: 'Q', suffix: 'Jr' })));
  expect(row).toMatchObject({ patientMiddle: 'Q', patientSuffix: 'Jr', guarantorMiddle: 'Q', guarantorSuffix: 'Jr' });
});

test('a recall file names the accounts and the reasons', () => {
  const text = recallFile([{ accountNumber: claimId, reason: 'INSURANCE_FOUND' }], isoDate('2026-08-01'));
  expect(text).toBe(`accountNumber,reason,date\r\n${claimId},INSURANCE_FOUND,2026-08-01\r\nTRAILER,1,0\r\n`);
});

test('a file of direct payments names the accounts, the payments and what is left to collect', () => {
  const payment = { accountNumber: claimId, receivedOn: isoDate('2026-08-01') };
  const text = directPaymentFile([
    { ...payment, paymentCents: cents(3_000), balanceCents: cents(5_000) },
    { ...payment, paymentCents: cents(1_000), balanceCents: cents(4_000) },
  ]);
  expect(text.split('\r\n')).toEqual([
    'accountNumber,paymentCents,receivedDate,balanceCents',
    `${claimId},3000,2026-08-01,5000`,
    `${claimId},1000,2026-08-01,4000`,
    'TRAILER,2,4000',
    '',
  ]);
});

test('a direct payment is what a payment since the placement took off the placed balance', () => {
  const day = isoDate('2026-08-01');
  const place = (one: { claimId: string; placement: number }, patient: number) =>
    placementEntry({ ...one, balances: owing({ patient }), on: day });
  const placed = place({ claimId, placement: 1 }, 4_000);
  const pay = (paymentId: string, amount: number, agency: number) => paid(paymentId, day, amount, owing({ agency }));
  const entries = [
    pay('first', 100, 100),
    place({ claimId: 'OTHER', placement: 1 }, 100),
    place({ claimId, placement: 2 }, 100),
    pay('before', 100, 100),
    placed,
    pay('part', 1_000, 4_000),
    pay('more', 5_000, 3_000),
    pay('x', 1, 0),
  ];
  const of = (paymentId: string) =>
    directPaymentOf(
      entries.filter((entry) => entry !== undefined),
      { claimId, placement: 1, paymentId },
    );
  expect(of('part')).toEqual({ paymentCents: 1_000, receivedOn: day });
  expect(of('more')).toEqual({ paymentCents: 3_000, receivedOn: day });
  for (const other of ['first', 'before', 'x', 'unknown']) expect(of(other)).toBeUndefined();
  const withoutPlacement = [pay('part', 1_000, 4_000)];
  expect(directPaymentOf(withoutPlacement, { claimId, placement: 1, paymentId: 'part' })).toBeUndefined();
  const placedFirst = [placed!, ...withoutPlacement];
  expect(directPaymentOf(placedFirst, { claimId, placement: 1, paymentId: 'part' })).toEqual(of('part'));
});
