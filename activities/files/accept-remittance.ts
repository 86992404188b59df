import { imbalances, paymentRemainder } from '../../domain/edi/imbalance.ts';
import { impossibleDates } from '../../domain/edi/impossible-dates.ts';
import { remittanceFrom835 } from '../../domain/edi/remittance-from-835.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { type Cents, cents, dollars } from '../../domain/money.ts';
import type { RemittanceAdvice } from '../../domain/remittance/remittance.ts';
import {
  type ClaimPayment835,
  type Finding,
  readClaimPayments835,
  type Remittance835,
  type TransactionSet,
} from '../../x12/index.ts';
import { isHarmful } from './accept-set.ts';
import { findingReason, Quarantine } from './quarantine.ts';

/** A remittance advice as far as it can be posted. */
export interface AcceptedRemittance {
  /** With the claim payments that can be posted. */
  readonly remittance: RemittanceAdvice;
  /** Why parts of it are not posted, each with its place. Empty if all of it is posted. */
  readonly unread: readonly string[];
  /** Payment (BPR02) − claim payments + provider-level adjustments: what the unread parts must explain. */
  readonly remainderCents: Cents;
}

/** A part that is not posted. */
interface Unread {
  readonly position: number;
  readonly reason: string;
  /** Its CLP04, if that can be read. */
  readonly paidCents: number | undefined;
}

/**
 * Reads a remittance advice. A claim payment that is incomplete, faulty, out of balance or has a date that cannot be
 * true is left out, and its neighbors are kept. Throws Quarantine if nothing can be posted, if the fault is outside the
 * claim payments, or if the total is out of balance although every claim payment has an amount.
 */
export function acceptRemittance(set: TransactionSet, today: IsoDate): AcceptedRemittance {
  const read = readClaimPayments835(set);
  if (read.kind === 'faulty') throw new Quarantine(reasonIn(read.findings) ?? 'the transaction set is faulty');
  refuseOtherCurrency(read.value);
  const incomplete = read.incomplete.map((loop) => unreadLoop(read.findings, loop, loop.value['claim']));
  const all = claimsOf(read.value);
  const material = [...read.findings.filter(isMaterial), ...impossibleDates(set, today)];
  const faulty = all.flatMap((loop) => unreadClaim(material, loop) ?? []);
  const places = [...read.incomplete, ...all];
  const outside = material.filter((one) => !places.some((loop) => isWithin(one, loop)));
  const unread = [...incomplete, ...faulty, ...outside.map(unreadSegment)];
  const readable = remittanceFrom835(without(read.value, new Set(faulty.map(({ position }) => position))));
  return balanced(readable, unread);
}

/** The books are in US dollars. CUR is absent in a remittance in dollars, as a rule. */
function refuseOtherCurrency({ currency }: Remittance835): void {
  if (currency && currency.currency !== 'USD')
    throw new Quarantine('its amounts are not in US dollars: it names another currency (CUR02)');
}

/** Leaves out the claim payments that are out of balance, and checks the total. */
function balanced(readable: RemittanceAdvice, faulty: readonly Unread[]): AcceptedRemittance {
  const unbalanced = readable.claims.flatMap((claim): Unread[] => {
    const [first] = imbalances({ ...readable, claims: [claim] }).filter(({ level }) => level !== 'remittance');
    if (!first) return [];
    const reason = `the ${first.level} is out of balance by ${dollars(first.byCents)} (segment ${first.position})`;
    return [{ position: claim.position, reason, paidCents: claim.paidCents }];
  });
  const unread = [...faulty, ...unbalanced].toSorted((one, other) => one.position - other.position);
  const left = new Set(unbalanced.map(({ position }) => position));
  const remittance = { ...readable, claims: readable.claims.filter(({ position }) => !left.has(position)) };
  const [first] = unread;
  if (first && remittance.claims.length === 0) throw new Quarantine(first.reason);
  refuseOtherTotal(remittance, unread);
  return { remittance, unread: unread.map(({ reason }) => reason), remainderCents: paymentRemainder(remittance) };
}

/** The total must balance if the amount of every part is known. */
function refuseOtherTotal(remittance: RemittanceAdvice, unread: readonly Unread[]): void {
  if (unread.some(({ paidCents }) => paidCents === undefined)) return;
  const known = unread.reduce((sum, { paidCents = 0 }) => sum + paidCents, 0);
  const by = known - paymentRemainder(remittance);
  if (by !== 0) throw new Quarantine(`the remittance is out of balance by ${dollars(cents(by))} (segment 1)`);
}

type Loop = { readonly position?: number; readonly segments?: number };

function unreadClaim(findings: readonly Finding[], loop: ClaimPayment835): Unread | undefined {
  return findings.some((one) => isWithin(one, loop)) ? unreadLoop(findings, loop, loop.claim) : undefined;
}

function unreadLoop(findings: readonly Finding[], loop: Loop, claim: unknown): Unread {
  const reason = reasonIn(findings.filter((one) => isWithin(one, loop))) ?? 'the claim payment is incomplete';
  const paid = (claim as Partial<ClaimPayment835['claim']> | undefined)?.paidCents;
  return { position: loop.position ?? 0, reason, paidCents: paid };
}

/** A segment outside the claim payments. Throws Quarantine unless it is merely in a wrong place. */
function unreadSegment(finding: Finding): Unread {
  if (!misplaced.has(finding.rule)) throw new Quarantine(findingReason(finding));
  return { position: finding.position, reason: findingReason(finding), paidCents: undefined };
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

function isWithin({ position }: Finding, { position: first = 0, segments = 0 }: Loop): boolean {
  return position >= first && position < first + segments;
}

function reasonIn(findings: readonly Finding[]): string | undefined {
  const finding = findings.find(({ severity }) => severity === 'error');
  return finding && findingReason(finding);
}

function claimsOf({ headers = [] }: Remittance835): readonly ClaimPayment835[] {
  return headers.flatMap(({ claims = [] }) => claims);
}

function without(value: Remittance835, left: ReadonlySet<number>): Remittance835 {
  const headers = (value.headers ?? []).map((header) => ({
    ...header,
    claims: (header.claims ?? []).filter(({ position = 0 }) => !left.has(position)),
  }));
  return { ...value, headers };
}
