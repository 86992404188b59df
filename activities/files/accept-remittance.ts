import { imbalances, paymentRemainder } from '../../domain/edi/imbalance.ts';
import { ImpossibleDates } from '../../domain/edi/impossible-dates.ts';
import { claimPaymentFrom835, paymentFrom835 } from '../../domain/edi/remittance-from-835.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { cents, dollars } from '../../domain/money.ts';
import { isReversal } from '../../domain/remittance/earlier-payment.ts';
import type { ClaimPayment, RemittancePayment } from '../../domain/remittance/remittance.ts';
import {
  type ClaimPayment835,
  claimPayments835,
  type Delimiters,
  type Finding,
  findingsOfPart,
  type ReadPart,
  type Remittance835,
  type Segment,
} from '../../x12/index.ts';
import { isHarmful } from './accept-set.ts';
import { findingReason, Quarantine } from './quarantine.ts';

/** A remittance advice as far as it can be posted, without its claim payments. */
export interface AcceptedRemittance {
  readonly payment: RemittancePayment;
  /** Claim payments that are not posted, by their positions. */
  readonly left: ReadonlySet<number>;
  /** Why parts of it are not posted, each with its place. Empty if all of it is posted. */
  readonly unread: UnreadReasons;
  /** The reversals to be posted, without their lines. */
  readonly reversals: readonly ClaimPayment[];
  /** Our numbers of the first claims. */
  readonly firstClaims: readonly string[];
}

/** Why parts are not posted: the first reasons in the order of the file, and their number. */
export interface UnreadReasons {
  readonly first: readonly string[];
  readonly count: number;
}

/** Reasons that are kept, and claims by which the payer is recognized. */
const kept = { reasons: 3, claims: 50 };

/** What may be wrong with a claim payment. */
interface Fault {
  readonly reason: string;
  /** Its CLP04, if that can be read. */
  readonly paidCents: number | undefined;
}

/**
 * Reads a remittance advice segment by segment, in memory that does not grow with the number of claims. A claim payment
 * that is incomplete, faulty, out of balance or has a date that cannot be true is left out, and its neighbors are kept.
 */
export class RemittanceReading {
  readonly #reader: ReturnType<typeof claimPayments835>;
  readonly #dates: ImpossibleDates;
  #position = 1;
  /** Impossible dates since the last claim payment. */
  #found: Finding[] = [];
  readonly #outside: Finding[] = [];
  readonly #left = new Set<number>();
  readonly #reasons: { readonly position: number; readonly reason: string }[] = [];
  #unread = 0;
  #isPaidKnown = true;
  /** CLP04 of the claim payments that are posted, and of those that are not. */
  #postedCents = 0;
  #leftCents = 0;
  #posted = 0;
  readonly #reversals: ClaimPayment[] = [];
  readonly #firstClaims: string[] = [];

  constructor(delimiters: Delimiters, today: IsoDate) {
    this.#reader = claimPayments835(delimiters, (loop) => this.#take(loop));
    this.#dates = new ImpossibleDates(today);
  }

  /** Processes the next segment after ST. */
  take(segment: Segment): void {
    this.#position += 1;
    this.#reader.take(segment);
    const found = this.#dates.take(segment, this.#position);
    if (found) this.#found.push(found);
  }

  /**
   * Signals that SE is reached. Throws Quarantine if nothing can be posted, if the fault is outside the claim payments,
   * or if the total is out of balance although every claim payment has an amount.
   */
  end(): AcceptedRemittance {
    const read = this.#reader.end();
    if (read.kind === 'faulty') throw new Quarantine(reasonIn(read.findings) ?? 'the transaction set is faulty');
    refuseOtherCurrency(read.value);
    for (const finding of [...read.findings, ...this.#outside, ...this.#found].filter(isMaterial))
      this.#leave(finding.position, { reason: unexpectedReason(finding), paidCents: undefined });
    const first = this.#reasons.toSorted((one, other) => one.position - other.position).map(({ reason }) => reason);
    const [reason] = first;
    if (reason !== undefined && this.#posted === 0) throw new Quarantine(reason);
    const payment = paymentFrom835(read.value);
    const by = this.#leftCents - paymentRemainder(payment, this.#postedCents);
    if (this.#isPaidKnown && by !== 0)
      throw new Quarantine(`the remittance is out of balance by ${dollars(cents(by))} (segment 1)`);
    const unread = { first: first.slice(0, kept.reasons), count: this.#unread };
    return { payment, left: this.#left, unread, reversals: this.#reversals, firstClaims: this.#firstClaims };
  }

  #take(loop: ReadPart<ClaimPayment835>): void {
    const dates = this.#found.filter(({ position }) => position >= loop.position);
    this.#outside.push(...this.#found.filter(({ position }) => position < loop.position));
    this.#found = [];
    const payment = loop.isWhole ? claimPaymentFrom835(loop.value) : undefined;
    const fault = faultOf(loop, dates) ?? (payment && imbalanceOf(payment));
    if (fault || !payment) {
      this.#left.add(loop.position);
      return this.#leave(loop.position, fault ?? { reason: 'the claim payment is incomplete', paidCents: undefined });
    }
    this.#posted += 1;
    this.#postedCents += payment.paidCents;
    if (isReversal(payment)) this.#reversals.push({ ...payment, adjustments: [], services: [] });
    if (this.#firstClaims.length < kept.claims) this.#firstClaims.push(payment.patientControlNumber);
  }

  #leave(position: number, { reason, paidCents }: Fault): void {
    this.#unread += 1;
    this.#leftCents += paidCents ?? 0;
    if (paidCents === undefined) this.#isPaidKnown = false;
    // Faults outside the claim payments are known last, and may come first in the file.
    if (this.#reasons.length < 2 * kept.reasons) this.#reasons.push({ position, reason });
  }
}

/** The books are in US dollars. CUR is absent in a remittance in dollars, as a rule. */
function refuseOtherCurrency({ currency }: Remittance835): void {
  if (currency && currency.currency !== 'USD')
    throw new Quarantine('its amounts are not in US dollars: it names another currency (CUR02)');
}

function faultOf(loop: ReadPart<ClaimPayment835>, dates: readonly Finding[]): Fault | undefined {
  const { findings, isWhole, value } = loop;
  const faults = [...findings, ...dates].filter(isMaterial);
  if (isWhole && faults.length === 0 && findings.length < findingsOfPart) return undefined;
  const reason = reasonIn([...faults, ...findings]) ?? 'the claim payment is incomplete';
  const claim = value['claim'] as Partial<ClaimPayment835['claim']> | undefined;
  return { reason, paidCents: claim?.paidCents };
}

function imbalanceOf(payment: ClaimPayment): Fault | undefined {
  const [first] = imbalances(payment);
  return (
    first && {
      reason: `the ${first.level} is out of balance by ${dollars(first.byCents)} (segment ${first.position})`,
      paidCents: payment.paidCents,
    }
  );
}

/** A segment outside the claim payments. Throws Quarantine unless it is merely in a wrong place. */
function unexpectedReason(finding: Finding): string {
  if (!misplaced.has(finding.rule)) throw new Quarantine(findingReason(finding));
  return findingReason(finding);
}

const misplaced: ReadonlySet<string> = new Set(['segment.unexpected', 'segment.unknown']);
const superfluous: ReadonlySet<string> = new Set(['segment.unexpected', 'segment.too-many', 'loop.too-many']);
/** Segments with amounts that are posted. */
const money: ReadonlySet<string> = new Set(['BPR', 'CLP', 'CAS', 'SVC', 'PLB']);

/** Whether a finding keeps a part from being posted. Order, and superfluous segments without amounts, do not. */
function isMaterial(finding: Finding): boolean {
  const { rule, segment } = finding;
  if (!isHarmful(finding) || rule === 'segment.order') return false;
  return !superfluous.has(rule) || money.has(segment);
}

function reasonIn(findings: readonly Finding[]): string | undefined {
  const finding = findings.find(({ severity }) => severity === 'error');
  return finding && findingReason(finding);
}
