import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isoDate } from '../../../domain/dates.ts';
import { type StatementFacts, statementOf } from '../../../domain/dunning/statement.ts';
import { chargeEntry, patientLiableEntry, patientPaymentEntry } from '../../../domain/ledger/entries.ts';
import { balancesAfter } from '../../../domain/ledger/balances.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { cents } from '../../../domain/money.ts';
import type { ClaimPayment } from '../../../domain/remittance/remittance.ts';
import { aDenial, anAdjustment, anIntake, aPayment, aReversal, aServicePayment } from '../builders.ts';
import { balances, claimId, days, on } from '../ledger/books.ts';
import { journalOf } from '../ledger/remitted.ts';

/** The journal of a claim of $200.00 on line 1 after these claim payments. */
function journal(
  payments: readonly ClaimPayment[],
  responsibleParty: 'insurance' | 'selfPay' = 'insurance',
): readonly Entry[] {
  const charged = [{ line: '1', amountCents: cents(20_000) }];
  const entries: Entry[] = [chargeEntry({ claimId, version: 1, lines: charged, responsibleParty, ...days })!];
  entries.push(...journalOf(...payments.map((payment, index) => ({ payment, source: `sha:${index}` }))));
  return entries;
}

/** A payment of the patient, in the books after these entries. */
function paidBy(entries: readonly Entry[], amountCents: number): readonly Entry[] {
  const payment = { paymentId: 'p1', amountCents: cents(amountCents), receivedOn: on, method: 'check' as const };
  const books = balancesAfter(entries);
  const made = patientPaymentEntry({ claimId, payment, balances: books, servedOn: on, postedOn: on, by: 'ann' });
  return made ? [...entries, made] : entries;
}

function aStatement(change: Partial<StatementFacts> = {}) {
  const payments = change.payments ?? [deductible];
  return statementOf({
    intake: anIntake(),
    claimId,
    balances: balancesAfter(journal(payments)),
    payments,
    cycle: 1,
    statement: 1,
    isFinalNotice: false,
    issuedOn: isoDate('2026-04-02'),
    dueOn: isoDate('2026-05-02'),
    ...change,
  });
}

/** $120.00 paid, $40.00 contractual adjustment, $30.00 deductible, $10.00 coinsurance. */
const deductible = aPayment({
  paidCents: cents(12_000),
  services: [
    aServicePayment({
      paidCents: cents(12_000),
      adjustments: [anAdjustment('CO-45', 4000), anAdjustment('PR-2', 1000), anAdjustment('PR-1', 3000)],
    }),
  ],
});

describe('a statement', () => {
  test('shows what was charged, paid and adjusted and what is due, per line and in total', () => {
    const { lines, totals } = aStatement();
    expect(lines).toEqual([
      {
        serviceDate: '2026-03-02',
        procedureCode: 'G0463',
        modifiers: [],
        chargedCents: 20_000,
        insurancePaidCents: 12_000,
        adjustedCents: 4000,
        youOweCents: 4000,
      },
    ]);
    expect(totals).toEqual({
      chargedCents: 20_000,
      insurancePaidCents: 12_000,
      adjustedCents: 4000,
      patientPaidCents: 0,
      otherCents: 0,
      amountDueCents: 4000,
    });
  });

  test('has one sentence for each reason, largest amount first', () => {
    expect(aStatement().reasons).toEqual([
      { code: 'PR-1', amountCents: 3000, sentence: expect.stringContaining('deductible') },
      { code: 'PR-2', amountCents: 1000, sentence: expect.stringContaining('coinsurance') },
    ]);
  });

  test('subtracts what the patient has paid', () => {
    const books = balancesAfter(paidBy(journal([deductible]), 1500));
    expect(aStatement({ balances: books }).totals).toMatchObject({ patientPaidCents: 1500, amountDueCents: 2500 });
  });

  test('does not include what a payer denied, because the patient does not owe it', () => {
    const payment = aPayment({
      paidCents: cents(0),
      services: [
        aServicePayment({
          paidCents: cents(0),
          adjustments: [anAdjustment('CO-50', 17_000), anAdjustment('PR-3', 3000)],
        }),
      ],
    });
    const { lines, totals, reasons } = aStatement({ payments: [payment] });
    expect(totals).toMatchObject({ otherCents: 17_000, amountDueCents: 3000 });
    expect([lines[0]?.youOweCents, reasons.map(({ code }) => code)]).toEqual([3000, ['PR-3']]);
  });

  test('omits what a payer reversed', () => {
    const denial = aDenial('PR-204');
    const payments = [denial, aReversal(denial, 20), { ...deductible, position: 30 }];
    const { lines, reasons } = aStatement({ payments });
    expect([lines[0]?.youOweCents, reasons.map(({ code }) => code)]).toEqual([4000, ['PR-1', 'PR-2']]);
  });

  test('omits a predetermination', () => {
    const { lines, reasons } = aStatement({ payments: [{ ...aDenial('PR-204'), statusCode: '25' }, deductible] });
    expect([lines[0]?.youOweCents, reasons.map(({ code }) => code)]).toEqual([4000, ['PR-1', 'PR-2']]);
  });

  test('shows claim-level amounts in a separate row', () => {
    const payment = aPayment({ paidCents: cents(18_000), services: [], adjustments: [anAdjustment('PR-1', 2000)] });
    const { lines } = aStatement({ payments: [payment] });
    expect(lines[1]).toMatchObject({
      procedureCode: 'Whole claim',
      chargedCents: 0,
      insurancePaidCents: 18_000,
      youOweCents: 2000,
    });
    expect(aStatement().lines).toHaveLength(1);
  });

  test('is numbered by claim, cycle and position, and says if it is past due or the final notice', () => {
    const badge = (statement: number, isFinalNotice: boolean) => aStatement({ statement, isFinalNotice }).badge;
    expect([badge(1, false), badge(2, false), badge(4, true)]).toEqual(['Statement', 'Past due', 'Final notice']);
    expect(aStatement({ cycle: 2, statement: 3 }).statementNumber).toBe('V88121A7K2-2-3');
  });

  test('mentions the agency only in the final notice, and always says how to pay, dispute and get help', () => {
    const headings = (isFinalNotice: boolean) => aStatement({ isFinalNotice }).notices.map(({ heading }) => heading);
    const always = ['How to pay', 'If you do not agree', 'If you cannot pay at once'];
    expect(headings(false)).toStrictEqual(always);
    expect(headings(true)).toEqual(['Final notice', ...always]);
    expect(aStatement({ isFinalNotice: true }).notices[0]?.text).toContain('by 05/02/2026');
  });

  test('is addressed to the guarantor, and names the patient', () => {
    const address = { address1: '1 Other St', address2: 'Apt 2', city: 'Camden', state: 'NJ', postalCode: '081011234' };
    const intake = anIntake((json) =>
      Object.assign(json, { guarantor: { firstName: 'Gary', lastName: 'Guarantor', address } }),
    );
    expect(aStatement({ intake })).toMatchObject({
      patientName: 'Testa Sample',
      to: { name: 'Gary Guarantor', lines: ['1 Other St', 'Apt 2', 'Camden, NJ 08101-1234'] },
    });
    expect(aStatement()).toMatchObject({
      to: { name: 'Testa Sample', lines: ['18 Elm St', 'Trenton, NJ 08608'] },
      providerName: 'Ann Doctor',
      from: { phone: '(609) 555-0142' },
      insurerName: 'Demo Payer',
    });
  });
});

describe('without a payer', () => {
  const selfPay = (goodFaithEstimateCents: number | null) =>
    aStatement({
      payments: [],
      balances: balancesAfter(journal([], 'selfPay')),
      intake: anIntake((json) =>
        Object.assign(json, { responsibleParty: 'selfPay', insurance: [], estimate: { goodFaithEstimateCents } }),
      ),
    });

  test('the whole charge is due, and the statement explains the right to dispute', () => {
    const statement = selfPay(null);
    expect(statement).toMatchObject({
      lines: [{ youOweCents: 20_000 }],
      totals: { amountDueCents: 20_000 },
      reasons: [{ code: 'SELF' }],
    });
    expect(statement.insurerName).toBeUndefined();
    expect(statement.notices.at(-1)?.text).toContain('until 07/31/2026');
    expect(JSON.stringify(statement.notices)).not.toMatch(/your insurance|instalment/);
  });

  test('no insurer is named, even if the patient has an insurance', () => {
    const intake = anIntake((json) => Object.assign(json, { responsibleParty: 'selfPay' }));
    expect(
      aStatement({ intake, payments: [], balances: balancesAfter(journal([], 'selfPay')) }).insurerName,
    ).toBeUndefined();
  });

  test('a bill $400.00 above the estimate may be disputed, one $399.99 above may not', () => {
    const books = balances({ 1: { revenue: -60_000, patient: 60_000 } });
    const text = (estimate: number | null) =>
      aStatement({
        payments: [],
        balances: books,
        intake: anIntake((json) =>
          Object.assign(json, {
            responsibleParty: 'selfPay',
            insurance: [],
            estimate: { goodFaithEstimateCents: estimate },
          }),
        ),
      }).notices.at(-1)?.text;
    expect(text(20_000)).toContain('This bill is at least $400.00 above it');
    expect(text(20_001)).not.toContain('This bill is at least');
    expect(text(null)).toContain('You had a right to an estimate');
  });

  test('a service that is not a benefit is due', () => {
    const charged = journal([]);
    const liable = patientLiableEntry({ claimId, version: 1, balances: balancesAfter(charged), on })!;
    expect(aStatement({ payments: [], balances: balancesAfter([...charged, liable]) })).toMatchObject({
      reasons: [{ code: 'GY', amountCents: 20_000 }],
      lines: [{ youOweCents: 20_000 }],
      totals: { amountDueCents: 20_000, otherCents: 0 },
    });
  });
});

test('charged − paid − adjusted − patient paid − other = due, to the cent, for any payments', () => {
  const code = fc.constantFrom('CO-45', 'PR-1', 'PR-2', 'CO-16', 'OA-23');
  const payment = fc
    .tuple(fc.nat(9000), fc.array(fc.tuple(code, fc.nat(9000)), { maxLength: 4 }))
    .map(([paid, adjustments]) =>
      aPayment({
        paidCents: cents(paid),
        services: [
          aServicePayment({
            paidCents: cents(paid),
            adjustments: adjustments.map(([one, amount]) => anAdjustment(one, amount)),
          }),
        ],
      }),
    );
  fc.assert(
    fc.property(fc.array(payment, { maxLength: 3 }), fc.nat(9000), (payments, paid) => {
      const { totals, lines } = aStatement({ payments, balances: balancesAfter(paidBy(journal(payments), paid)) });
      expect(
        totals.chargedCents -
          totals.insurancePaidCents -
          totals.adjustedCents -
          totals.patientPaidCents -
          totals.otherCents,
      ).toBe(totals.amountDueCents);
      const owed = lines.reduce((total, { youOweCents }) => total + youOweCents, 0);
      expect(owed - totals.patientPaidCents).toBe(totals.amountDueCents);
    }),
  );
});

test('the notices have the address, the due date, the account and the ways to get help', () => {
  const texts = aStatement({ isFinalNotice: true }).notices.map(({ text }) => text);
  expect(texts).toEqual([
    expect.stringMatching(/by 05\/02\/2026, .*collection agency[.].*credit bureau[.]$/),
    expect.stringMatching(/account number V88121A7K2 on it, by 05\/02\/2026[.] .*Elm Family Clinic[.]$/),
    expect.stringMatching(/^Call us at [(]609[)] 555-0142 or write to us .*itemized bill at no cost[.].*insurance/),
    expect.stringMatching(/^Call us at [(]609[)] 555-0142 or write to us: .*financial help/),
  ]);
});
