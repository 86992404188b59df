import { shownCode } from '../codes.ts';
import type { IsoDate } from '../dates.ts';
import { type Cents, dollars, sum, zero } from '../money.ts';
import type { Question } from '../claim/question.ts';
import type { SendAs } from '../claim/send-as.ts';
import type { Intake } from '../schema/intake.ts';
import type { Classification } from './classify.ts';
import { type CorrectionLimit, type Decision, mayCorrect, memberIdCorrection } from './decision.ts';
import { answersOf, type LineAnswer, type StandingPayment, totalAdjusted } from './line-answers.ts';
import { type Denial, linesOf, type Lines } from './line-states.ts';
import { sendAsAfter } from './question.ts';

/** The adjudications of a claim whose payer still owes. */
export interface Adjudication extends CorrectionLimit {
  readonly intake: Intake;
  /** Every claim payment of the claim, oldest first. */
  readonly payments: readonly StandingPayment[];
  /** Lines for which the first coverage owes; absent if that is not known by line. */
  readonly openLines?: ReadonlySet<string>;
  /** The contract with the payer pays by capitation. */
  readonly isCapitated: boolean;
  /** Last day on which the payer accepts a replacement, if known; shown in the question. */
  readonly replacementUntil?: IsoDate;
}

/** The next step of a claim whose first coverage still owes, from where each of its lines stands. */
export function nextStepAfterAdjudication(adjudication: Adjudication): Decision {
  const { intake, payments, openLines, isCapitated } = adjudication;
  const answers = answersOf(intake, payments, 1);
  const lines = linesOf({
    ...{ intake, answers, context: { coverage: 1, isCapitated } },
    ...(openLines && { openLines }),
  });
  const asked = lines.denials.filter(({ meaning }) => meaning.action !== 'wait');
  if (asked.length === 0) {
    const isPending = lines.states.some(({ kind }) => kind === 'waiting');
    return { kind: 'done', why: whyNothing(answers, lines), ...(isPending && { isPending }) };
  }
  const as = sendAsOf(asked);
  const isMember = asked.every(isUnknownMember) && mayCorrect(adjudication);
  const correction = isMember ? memberIdCorrection(intake, memberIdGiven(payments)) : undefined;
  if (correction) return { kind: 'correct', as, ...correction };
  return { kind: 'ask', as, question: questionOf(asked, adjudication, as) };
}

/** The member id that the newest payment of the first coverage gave. */
function memberIdGiven(payments: readonly StandingPayment[]): string | undefined {
  const standing = payments.filter(({ coverage, state }) => coverage === 1 && state === 'posted');
  return standing.at(-1)?.payment.correctedMemberId;
}

function whyNothing(answers: readonly LineAnswer[], { states }: Lines): string {
  if (answers.length === 0) return 'the payer reversed its payment and has not adjudicated the claim again';
  if (states.some(({ kind }) => kind === 'waiting')) return 'the payer has not finished its adjudication';
  const open = states.filter(({ kind }) => kind === 'unanswered').map(({ lineId }) => lineId);
  if (open.length > 0) return `the payer has not answered for ${linesText(open)}`;
  return 'nothing is denied, and the payer still owes a balance';
}

/** One claim goes out for all denials: as a new one only if none of them was adjudicated. */
function sendAsOf(denials: readonly Denial[]): SendAs {
  return denials.every(({ meaning }) => sendAsAfter(meaning.action) === 'original') ? 'original' : 'replacement';
}

const unknownMember: ReadonlySet<string> = new Set([
  ...(['patient-not-insured', 'id-and-name-differ', 'claim-data-member-id'] as const),
]);

function isUnknownMember({ meaning: { rule, action } }: Denial): boolean {
  return unknownMember.has(rule) && (action === 'new-claim' || action === 'correct-and-replace');
}

/** Denials of one meaning and the same codes are one sentence. The first one gives the category. */
function questionOf(denials: readonly Denial[], { intake, replacementUntil }: Adjudication, as: SendAs): Question {
  const groups = groupsOf(denials);
  const isSeveral = groups.length > 1;
  const sentences = groups.map((group) => `${placeOf(group)}: ${group.meaning.found} (${group.codes})`);
  const advice = groups.map((group) => {
    const canDo = withIndex(group, intake);
    return isSeveral ? `${namesOf(group.lines)}: ${canDo}` : canDo;
  });
  const clock =
    replacementUntil && as === 'replacement' ? [`The payer accepts a replacement until ${replacementUntil}.`] : [];
  return {
    kind: 'denial',
    ...(groups[0] && { category: groups[0].meaning.category }),
    found: sentences.join(' '),
    canDo: [...advice, ...clock].join(' '),
  };
}

/** Denials that are one sentence. */
interface Group {
  readonly meaning: Classification;
  readonly codes: string;
  readonly lines: readonly string[];
  readonly amountCents: Cents;
}

function groupsOf(denials: readonly Denial[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { meaning, lines, adjustments, remarkCodes } of denials) {
    const reasons = new Set(adjustments.map(({ group, reasonCode }) => `${group}-${shownCode(reasonCode)}`));
    const codes = [...reasons, ...remarkCodes.map(shownCode)].join(', ');
    const key = `${meaning.found} ${codes}`;
    const known = groups.get(key);
    groups.set(key, {
      ...{ meaning, codes },
      lines: [...new Set([...(known?.lines ?? []), ...lines])],
      amountCents: sum([known?.amountCents ?? zero, totalAdjusted(adjustments)]),
    });
  }
  return [...groups.values()];
}

function placeOf({ lines, amountCents }: Group): string {
  return `${namesOf(lines)}, ${dollars(amountCents)}`;
}

function namesOf(lines: readonly string[]): string {
  return lines.length === 0 ? 'The claim' : linesText(lines).replace('line', 'Line');
}

/** "line 1", "lines 1 and 2", "lines 1, 2 and 3". */
function linesText(lines: readonly string[]): string {
  const names = `${lines.slice(0, -1).join(', ')}${lines.length > 1 ? ' and ' : ''}${lines.at(-1) ?? ''}`;
  return `${lines.length > 1 ? 'lines' : 'line'} ${names}`;
}

/** The advice about one line names its path. */
function withIndex({ meaning, lines }: Group, intake: Intake): string {
  const index = intake.claim.serviceLines.findIndex(({ lineId }) => lineId === lines[0]);
  return lines.length === 1 && index >= 0 ? meaning.canDo.replaceAll('[n]', `[${index}]`) : meaning.canDo;
}
