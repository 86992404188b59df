import {
  envelopeFindings,
  type FunctionalGroup,
  type Interchange,
  read837P,
  type TransactionSet,
} from '../../x12/index.ts';
import type { FunctionalStep } from '../schema/behaviors.ts';
import { functionalAnswer, interchangeAnswer, type SetFault, type SetVerdict } from '../write/acknowledgments.ts';
import type { ClaimAnswer } from './answer-claim.ts';
import type { FileToSend } from './file-to-send.ts';
import { positionOf } from './position.ts';
import { claimsIn } from './read-claims.ts';
import type { ClaimArrived } from './claim-seen.ts';
import { claimFiles } from './claim-files.ts';

interface SetAnswered {
  readonly set: TransactionSet;
  /** What our own check of the set found. */
  readonly fault?: SetFault | undefined;
  readonly answers: readonly ClaimAnswer[];
}

/**
 * All answers to an interchange of any number of groups, sets, providers and claims. A rejection of the interchange or
 * of a set stops everything below it.
 */
export function answerInterchange(
  interchange: Interchange,
  answerMs: number,
  answersTo: (claim: ClaimArrived, place: string) => readonly ClaimAnswer[],
): readonly FileToSend[] {
  if (envelopeFindings(interchange).length > 0)
    return [
      {
        ...{ dueMs: 0, kind: 'ta1', copies: 1 },
        write: (envelope) => interchangeAnswer(envelope, { code: 'R', note: '001' }),
      },
    ];
  const groups = interchange.groups.map((group, at) => ({
    group,
    sets: group.sets.map((set, nth) => answeredSet(set, (claim, place) => answersTo(claim, `${at}.${nth}.${place}`))),
  }));
  const answers = groups.flatMap(({ sets }) => sets.flatMap(({ answers }) => answers));
  const aboutAll = interchangeFiles(answers);
  if (answers.some(({ step }) => step.kind === 'TA1' && step.code === 'R')) return aboutAll;
  return [
    ...aboutAll,
    ...groups.flatMap(({ group, sets }) => functionalFiles(group, sets, answerMs)),
    ...claimFiles(
      groups.flatMap(({ sets }) => sets.filter((one) => verdictOf(one).verdict !== 'R')).flatMap((one) => one.answers),
    ),
  ];
}

function answeredSet(
  set: TransactionSet,
  answersTo: (claim: ClaimArrived, place: string) => readonly ClaimAnswer[],
): SetAnswered {
  const read = read837P(set);
  const found = read.findings.find(({ severity }) => severity === 'error');
  if (read.kind === 'faulty' || found) {
    const { segment = 'ST', position = 1, loop } = found ?? {};
    return { set, fault: { segment, position, loop, code: '8' }, answers: [] };
  }
  return { set, answers: claimsIn(read.value).flatMap((claim, index) => answersTo(claim, String(index))) };
}

function interchangeFiles(answers: readonly ClaimAnswer[]): readonly FileToSend[] {
  return answers.flatMap(({ dueMs, step }): readonly FileToSend[] => {
    if (step.kind === 'TA1')
      return [{ dueMs, kind: 'ta1', copies: step.copies, write: (envelope) => interchangeAnswer(envelope, step) }];
    if (step.kind === 'bytes')
      return [{ dueMs, kind: 'bytes', copies: step.copies, write: () => Buffer.from(step.text) }];
    return [];
  });
}

/** 999s of a group: the first, and any later one that a behavior sends. A set without a behavior's 999 is accepted. */
function functionalFiles(
  group: FunctionalGroup,
  sets: readonly SetAnswered[],
  answerMs: number,
): readonly FileToSend[] {
  const rounds = Math.max(...sets.map((one) => (one.fault ? 1 : stepsOf(one).length)), 0);
  return Array.from({ length: rounds }, (_, round): FileToSend => {
    const given = sets.flatMap((one) => (one.fault ? [{ dueMs: answerMs, copies: 1 }] : (stepsOf(one)[round] ?? [])));
    return {
      dueMs: Math.min(...given.map(({ dueMs }) => dueMs)),
      kind: '999',
      copies: Math.max(...given.map(({ copies }) => copies)),
      write: (envelope) =>
        functionalAnswer(
          envelope,
          group,
          sets.map((one) => verdictOf(one, round)),
        ),
    };
  });
}

interface FunctionalAnswer extends FunctionalStep {
  readonly dueMs: number;
}

/** The 999s that the claims of a set call for, the worst first of those that are due in the same round. */
function stepsOf({ answers }: SetAnswered): readonly FunctionalAnswer[] {
  const byRound: FunctionalAnswer[] = [];
  const seen = new Map<number, number>();
  for (const { dueMs, step } of answers) {
    if (step.kind !== '999') continue;
    const round = seen.get(dueMs) ?? byRound.length;
    seen.set(dueMs, round);
    const worst = byRound[round];
    if (!worst || severity(step) > severity(worst)) byRound[round] = { ...step, dueMs };
  }
  return byRound;
}

function severity({ verdict }: FunctionalStep): number {
  return ['A', 'E', 'R'].indexOf(verdict);
}

function verdictOf(one: SetAnswered, round = 0): SetVerdict {
  const { set, fault } = one;
  if (fault) return { set, verdict: 'R', fault };
  const step = stepsOf(one)[round];
  if (!step) return { set, verdict: 'A' };
  const { verdict, segment, loop, code, element, elementCode } = step;
  return {
    set,
    verdict,
    ...(segment
      ? { fault: { segment, loop, code, element, elementCode, position: positionOf(set, segment, loop) } }
      : {}),
  };
}
