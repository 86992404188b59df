import type { PaymentRule, PayRule } from '../schema/payments.ts';
import type { Plan } from '../schema/plans.ts';
import { adjudicate, paid, reasonOf, reversed, share } from './adjudicate.ts';
import type { Adjusted, ClaimArrived, LinePaid } from './claim-seen.ts';

/** One claim payment (2100 loop) of a remittance. */
export interface Payment {
  /** CLP02. */
  readonly statusCode: NonNullable<PayRule['status']> | '22';
  readonly lines: readonly LinePaid[];
  /** CLP07. */
  readonly payerControlNumber: string;
  /** Remark codes of the claim (MOA). */
  readonly remarks: readonly string[];
  /** Whether the adjustments are at the claim, without lines. */
  readonly withoutLines: boolean;
  readonly crossover?: { readonly name: string; readonly id: string };
  readonly correctedMemberId?: string;
}

/** What the payer has paid for a claim so far. */
export interface Account {
  /** Payments that no reversal has taken back, oldest first. */
  readonly standing: readonly Payment[];
  /** The last payment that was made. */
  readonly last?: Payment | undefined;
}

interface Circumstances {
  readonly plan: Plan;
  readonly today: string;
  /** Whether a line that is paid already is denied in another original; a behavior says itself what is paid. */
  readonly deniesRepeats: boolean;
  /** CLP07 of the nth payment for this file. */
  readonly controlNumber: (payment: number) => string;
}

/** Makes the payments of a remittance, and says what then stands. */
export function payClaim(
  claim: ClaimArrived,
  rules: readonly PaymentRule[],
  before: Account,
  around: Circumstances,
): { readonly payments: readonly Payment[]; readonly after: Account } {
  let account = before;
  const payments = rules.flatMap((rule, index) => {
    const made = paymentsBy(rule, claim, account, { ...around, nth: index + 1 });
    account = accountAfter(account, rule, made);
    return made;
  });
  return { payments, after: account };
}

function paymentsBy(
  rule: PaymentRule,
  claim: ClaimArrived,
  { standing, last }: Account,
  around: Circumstances & { readonly nth: number },
): readonly Payment[] {
  switch (rule.kind) {
    case 'pay':
      return [pay(rule, claim, standing, around)];
    case 'reverse':
      return (rule.of === 'first' ? standing.slice(0, 1) : standing).map(reversalOf);
    case 'repeat':
      return last ? [last] : [];
  }
}

function accountAfter({ standing, last }: Account, rule: PaymentRule, made: readonly Payment[]): Account {
  if (rule.kind === 'reverse') return { standing: standing.slice(made.length), last };
  return { standing: [...standing, ...made], last: made.at(-1) ?? last };
}

function reversalOf(payment: Payment): Payment {
  return { ...payment, statusCode: '22', lines: reversed(payment.lines), remarks: [] };
}

function pay(
  rule: PayRule,
  claim: ClaimArrived,
  standing: readonly Payment[],
  { plan, today, deniesRepeats, controlNumber, nth }: Circumstances & { readonly nth: number },
): Payment {
  const paidBefore = deniesRepeats ? standing.flatMap(({ lines }) => lines) : [];
  const all = bundled(
    adjudicate(claim, plan, { today, paidBefore }).map((line, index) => adjusted(line, index + 1, rule)),
    rule,
  );
  return {
    statusCode: rule.status ?? (claim.isSecondary ? '2' : '1'),
    lines: all.filter((_, index) => rule.lines?.includes(index + 1) ?? true),
    payerControlNumber: controlNumber(rule.controlNumber === 'new' ? nth : 1),
    remarks: rule.remarks,
    withoutLines: rule.withoutLines,
    ...(rule.crossover ? { crossover: rule.crossover } : {}),
    ...(rule.correctedMemberId ? { correctedMemberId: rule.correctedMemberId } : {}),
  };
}

/** The line with what the behavior takes from, or adds to, its payment. */
function adjusted(line: LinePaid, number: number, { percent, adjust }: PayRule): LinePaid {
  const own = adjust.filter(({ lines }) => lines?.includes(number) ?? true);
  const remarks = own.flatMap(({ remarks }) => remarks);
  const denial = own.find(({ cents }) => cents === undefined);
  if (denial) return paid(line, [{ ...reasonOf(denial.as), amountCents: line.chargeCents }], remarks);
  const taken: readonly Adjusted[] = own.map(({ as, cents = 0 }) => ({ ...reasonOf(as), amountCents: cents }));
  const notPaid = line.paidCents - share(line.paidCents, percent);
  return paid(line, merged([...line.adjustments, { group: 'CO', reason: '45', amountCents: notPaid }, ...taken]), [
    ...line.remarks,
    ...remarks,
  ]);
}

/** Each group and reason code once, because a line states a reason once. */
function merged(adjustments: readonly Adjusted[]): readonly Adjusted[] {
  const keyOf = ({ group, reason }: Adjusted): string => `${group}-${reason}`;
  return [...new Set(adjustments.map(keyOf))].map((key) => {
    const same = adjustments.filter((one) => keyOf(one) === key);
    return { ...(same[0] as Adjusted), amountCents: same.reduce((sum, { amountCents }) => sum + amountCents, 0) };
  });
}

/** Bundling: SVC01 has the procedure that pays for the line, SVC06 the billed one. @source 005010X221A1, 1.10.2.6 */
function bundled(lines: readonly LinePaid[], { bundle }: PayRule): readonly LinePaid[] {
  if (!bundle) return lines;
  const into = lines[bundle.into - 1];
  return lines.map((line, index) =>
    into && index + 1 === bundle.line
      ? { ...paid(line, [{ group: 'CO', reason: '97', amountCents: line.chargeCents }]), paidAs: into.procedureCode }
      : line,
  );
}
