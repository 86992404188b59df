import { shownCode } from '../codes.ts';
import { receivable } from '../ledger/accounts.ts';
import type { Balance } from '../ledger/balances.ts';
import { type AdjustmentContext, classOf } from '../remittance/adjustment-class.ts';
import type { Adjustment } from '../remittance/remittance.ts';
import type { Intake } from '../schema/intake.ts';
import { type Classification, classify } from './classify.ts';
import { adjudicationFacts } from './facts.ts';
import type { LineAnswer } from './line-answers.ts';

/** A part of a claim that a payer did not pay, and what that means. */
export interface Denial {
  /** The lines whose newest answer it is. Empty: a service that belongs to no line. */
  readonly lines: readonly string[];
  readonly adjustments: readonly Adjustment[];
  readonly remarkCodes: readonly string[];
  readonly meaning: Classification;
}

/** Where a line of a claim stands with the payer. */
export type LineState =
  | { readonly kind: 'unanswered'; readonly lineId: string }
  /** Nothing of it is denied, or the payer owes nothing for it any more. */
  | { readonly kind: 'paid'; readonly lineId: string }
  | { readonly kind: 'denied'; readonly lineId: string }
  /** The payer paid for it with another line, under that procedure code. */
  | { readonly kind: 'bundled'; readonly lineId: string; readonly into: string }
  /** The payer, or one that it forwarded the claim to, decides later. */
  | { readonly kind: 'waiting'; readonly lineId: string };

/** What is known of a claim whose payer still owes. */
export interface OpenClaim {
  readonly intake: Intake;
  /** From `answersOf`. */
  readonly answers: readonly LineAnswer[];
  readonly context: AdjustmentContext;
  /** Lines for which the coverage owes; absent if that is not known by line. */
  readonly openLines?: ReadonlySet<string>;
}

/**
 * The lines for which the first coverage owes. Undefined if it owes nothing, as for a void, or if a part was posted for
 * the claim as a whole: then any line may be open.
 */
export function linesOwed(balances: readonly Balance[]): ReadonlySet<string> | undefined {
  const owed = balances.filter(({ account }) => account === receivable('coverage-1'));
  const lines = owed.filter(({ amountCents }) => amountCents > 0).map(({ line }) => line);
  return lines.length === 0 || owed.some(({ line }) => line === '') ? undefined : new Set(lines);
}

/** The lines of a claim, and what is denied of them. */
export interface Lines {
  readonly states: readonly LineState[];
  /** Denials that decide an open line, in the order of the lines. */
  readonly denials: readonly Denial[];
}

/**
 * Where each line stands: the newest answer about it decides, except that a duplicate denial (CARC 18 or B13) never
 * hides another answer. A claim may be split over files, so an answer speaks for its own lines only.
 */
export function linesOf(claim: OpenClaim): Lines {
  const judged = claim.answers.map((answer) => ({ answer, denial: denialIn(answer, claim) }));
  const open = claim.intake.claim.serviceLines.filter(({ lineId }) => claim.openLines?.has(lineId) ?? true);
  const deciding = new Map(
    open.map(({ lineId }) => [lineId, decidingAnswers(judged.filter(({ answer }) => answer.lines.includes(lineId)))]),
  );
  const states = claim.intake.claim.serviceLines.map(({ lineId }): LineState => {
    const answers = deciding.get(lineId);
    if (!answers) return { kind: 'paid', lineId };
    return stateOf(lineId, answers);
  });
  const denials = judged.flatMap(({ answer, denial }) => {
    if (!denial) return [];
    const lines = open.map(({ lineId }) => lineId).filter((lineId) => has(deciding.get(lineId), answer));
    return answer.lines.length === 0 || lines.length > 0 ? [{ ...denial, lines }] : [];
  });
  return { states, denials };
}

interface Judged {
  readonly answer: LineAnswer;
  readonly denial: Denial | undefined;
}

function has(judged: readonly Judged[] | undefined, answer: LineAnswer): boolean {
  return judged?.some((one) => one.answer === answer) ?? false;
}

/** Those of the newest payment that says more than that the line is a duplicate. */
function decidingAnswers(judged: readonly Judged[]): readonly Judged[] {
  const real = judged.filter(({ denial }) => denial?.meaning.action !== 'close-duplicate');
  const some = real.length > 0 ? real : judged;
  const newest = Math.max(...some.map(({ answer }) => answer.payment));
  return some.filter(({ answer }) => answer.payment === newest);
}

function stateOf(lineId: string, judged: readonly Judged[]): LineState {
  if (judged.length === 0) return { kind: 'unanswered', lineId };
  const denied = judged.filter(({ denial }) => denial !== undefined);
  if (denied.length === 0) return { kind: 'paid', lineId };
  if (denied.every(({ denial }) => denial?.meaning.action === 'wait')) return { kind: 'waiting', lineId };
  const into = denied.find(({ denial }) => denial?.meaning.category === 'Bundled')?.answer.paidAs;
  return into === undefined ? { kind: 'denied', lineId } : { kind: 'bundled', lineId, into };
}

/** What an answer denies, explained by the reason that has a rule of its own and asks for something. */
function denialIn(answer: LineAnswer, claim: OpenClaim): Denial | undefined {
  const { lines, remarkCodes } = answer;
  const adjustments = answer.adjustments.filter(
    (one) => one.amountCents > 0 && classOf(one, claim.context) === 'denial',
  );
  const meanings = adjustments.map((one) => meaningOf(one, answer, claim));
  const [meaning] = meanings.toSorted((one, other) => urgency(one) - urgency(other));
  if (!meaning) return undefined;
  const { paidAs } = answer;
  const isBundled = meaning.category === 'Bundled' && paidAs !== undefined;
  const found = isBundled ? `The payer paid it with another line, as ${shownCode(paidAs)}.` : meaning.found;
  return { lines, adjustments, remarkCodes, meaning: { ...meaning, found } };
}

/** A reason with a rule goes before one without, then a duplicate, and a pending one goes last. */
function urgency({ action, rule }: Classification): number {
  if (action === 'wait') return 3;
  if (action === 'close-duplicate') return 2;
  return rule === 'unknown-denial' ? 1 : 0;
}

/** What an adjustment of an answer means. */
export function meaningOf(
  { group, reasonCode, amountCents }: Adjustment,
  { statusCode, remarkCodes, chargeCents, paidCents, lines }: LineAnswer,
  { intake, context }: OpenClaim,
): Classification {
  const coverage = intake.insurance[context.coverage - 1];
  const billed = intake.claim.serviceLines.filter(({ lineId }) => lines.includes(lineId));
  const meaning = classify(
    adjudicationFacts({
      ...{ group, reasonCode, statusCode, remarkCodes },
      ...(coverage ? { program: coverage.claimFilingCode, payerId: coverage.payerId } : {}),
      modifiers: billed.flatMap(({ modifiers }) => modifiers),
      isWholeChargeUnpaid: paidCents === 0 && amountCents === chargeCents,
      isCapitated: context.isCapitated,
      hasNextPayer: intake.insurance.length > context.coverage,
    }),
  );
  return meaning.action === 'settled' ? { ...meaning, ...stillOwed } : meaning;
}

/** The journal does not post the adjustment, so somebody owes it. */
const stillOwed = {
  action: 'ask-person',
  found: 'The payer did not pay this part, and its codes do not say who owes it.',
  canDo: 'Ask the payer; then correct the claim, or move or write off the balance.',
} as const;
