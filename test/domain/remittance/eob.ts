import { isoDate } from '../../../domain/dates.ts';
import { type Cents, cents } from '../../../domain/money.ts';
import type { AdjustmentContext } from '../../../domain/remittance/adjustment-class.ts';
import { billedClaim, type BilledClaim } from '../../../domain/remittance/billed-claim.ts';
import type { EarlierPayment } from '../../../domain/remittance/earlier-payment.ts';
import { judgePayment } from '../../../domain/remittance/judge-payment.ts';
import { matchLines } from '../../../domain/remittance/match-lines.ts';
import { movementsOf } from '../../../domain/remittance/movements.ts';
import type { PaymentCase } from '../../../domain/remittance/payment-case.ts';
import type { ClaimPayment, RemittanceAdvice } from '../../../domain/remittance/remittance.ts';
import { read835 } from '../../../x12/index.ts';
import { fileOf, setOf } from '../../x12/builders.ts';
import { aLine, anIntake } from '../builders.ts';
import { remittanceFrom835 } from './advice.ts';

// Explanations of benefits as payers write them: raw segments of an 835, and the claim that they are about.

/** A claim of Bruno Abara with two lines: 99213 for $100.00 and 93000 for $50.00, both on November 6. */
export function aClaim(lines: readonly object[] = usualLines): BilledClaim {
  const intake = anIntake((json) => {
    json.patient = { ...json.patient, firstName: 'Bruno', lastName: 'Abara' };
    json.claim.serviceLines = lines.map((line) => aLine({ serviceDate: '2026-11-06', ...line }));
  });
  return billedClaim('H4CASE01', intake);
}

const usualLines = [
  { lineId: '1', procedureCode: '99213', chargeAmountCents: 10_000 },
  { lineId: '2', procedureCode: '93000', chargeAmountCents: 5_000 },
];

/** A claim with one line: 99213 for $100.00. */
export const oneLine = (): BilledClaim => aClaim(usualLines.slice(0, 1));

/** The remittance of these segments, which follow N1*PE. */
export function adviceOf(segments: readonly string[], bpr = '80'): RemittanceAdvice {
  const read = read835(
    setOf(
      fileOf('835', '005010X221A1', [
        `BPR*I*${bpr}*C*CHK************20261127`,
        'TRN*1*T1*1512345678',
        'N1*PR*INVENTED HEALTH PLAN',
        'N3*1 MADE UP WAY',
        'N4*TRENTON*NJ*08608',
        'PER*BL*EDI DESK*TE*8005550100',
        'N1*PE*ELM FAMILY CLINIC*XX*1999999984',
        ...segments,
      ]),
    ),
  );
  if (read.kind === 'faulty') throw new Error(JSON.stringify(read.findings));
  return remittanceFrom835(read.value);
}

/** The first claim payment of these segments. */
export function paymentOf(...segments: readonly string[]): ClaimPayment {
  const [payment] = adviceOf(['LX*1', ...segments]).claims;
  if (!payment) throw new Error('no CLP');
  return payment;
}

/** $80.00 paid and $20.00 contractual of $100.00, with other segments in place of those that begin like them. */
export function paid(...others: readonly string[]): ClaimPayment {
  const usual = [
    'CLP*H4CASE01*1*100*80**12*ICN1*11*1',
    'NM1*QC*1*ABARA*BRUNO****MI*W123456789',
    'SVC*HC:99213*100*80**1',
    'DTM*472*20261106',
    'CAS*CO*45*20',
  ];
  const isReplaced = (id: string): boolean => others.some((other) => other.startsWith(id));
  const [clp = '', nm1 = '', ...service] = usual;
  const replaced = ['CAS', 'SVC'].some((id) => isReplaced(id));
  return paymentOf(
    ...(isReplaced('CLP') ? others.filter((one) => one.startsWith('CLP')) : [clp]),
    ...(isReplaced('NM1') ? others.filter((one) => one.startsWith('NM1') && one !== 'NM1') : [nm1]),
    ...(replaced ? [] : service),
    ...others.filter((one) => !one.startsWith('CLP') && !one.startsWith('NM1')),
  );
}

/** Of the primary coverage, without a capitated contract. */
const primary: AdjustmentContext = { coverage: 1, isCapitated: false };

/** What the coverage owes, dollars by line. */
export function owes(dollars: Readonly<Record<string, number>>): ReadonlyMap<string, Cents> {
  return new Map(Object.entries(dollars).map(([line, amount]) => [line, cents(Math.round(amount * 100))]));
}

/** A payment of the first claim on a check of its own. */
export function aCase(payment: ClaimPayment, change: Partial<PaymentCase> = {}): PaymentCase {
  return {
    payment,
    remittance: {
      remittanceId: '1',
      originatorId: '1512345678',
      traceNumber: 'T1',
      paidOn: isoDate('2026-11-27'),
      hasInterest: false,
    },
    billed: oneLine(),
    context: primary,
    owed: owes({ 1: 100 }),
    earlier: [],
    today: isoDate('2026-11-28'),
    ...change,
  };
}

/** A stored payment of another remittance, posted as it is. */
export function posted(payment: ClaimPayment, change: Partial<EarlierPayment> = {}): EarlierPayment {
  const lines = matchLines(oneLine().lines, payment.services);
  return {
    id: '7',
    source: 'file:1.1.1:9',
    coverage: 1,
    remittanceId: '9',
    originatorId: '1512345678',
    traceNumber: 'T0',
    payment,
    movements: movementsOf(payment, lines, primary),
    state: 'posted',
    ...change,
  };
}

/** What is judged of a payment: "line kind dollars" of each movement, or the codes of the findings. */
export function judged(payment: ClaimPayment, change: Partial<PaymentCase> = {}): readonly string[] {
  const judgment = judgePayment(aCase(payment, change));
  if (judgment.kind === 'exception') return judgment.findings.map(({ code }) => code);
  const rows = judgment.movements.map(
    ({ line, kind, amountCents }) => `${line || 'claim'} ${kind} ${(amountCents / 100).toFixed(2)}`,
  );
  return judgment.reverses === undefined ? rows : [...rows, `reverses ${judgment.reverses}`];
}
