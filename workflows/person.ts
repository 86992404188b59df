import { ApplicationFailure } from '@temporalio/workflow';
import { askedOf, isUrgent, nextLook, type Question, timeLeft } from '../domain/claim/question.ts';
import { addDays } from '../domain/dates.ts';
import { database } from './database.ts';
import { applyFacts } from './apply-fact.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { moveTo, note } from './standing.ts';
import type { OpenQuestion } from './state.ts';
import { questionAnswered, questionAsked, questionEscalated } from './question-transitions.ts';
import { wait } from './wait.ts';

/** Asks a person, and waits for the answer. */
export async function askPerson(context: ClaimContext, question: Question): Promise<void> {
  await openQuestion(context, question);
  await awaitAnswer(context);
}

/** Asks a person. The loop of the claim then waits for the answer. */
export async function openQuestion(context: ClaimContext, question: Question): Promise<void> {
  const { claimId, questions, version, stage, placement, policy } = context.state;
  const askedOn = today(context);
  const escalatesOn = addDays(askedOn, policy.workItemDays);
  const dueOn = nextLook(askedOn, escalatesOn, question.lastDay);
  const key = `${claimId}:${question.kind}:${questions + 1}`;
  const workItemId = await storedItem(context, { claimId, key, question, dueOn, today: askedOn });
  note(context, `A person is asked: ${question.found}`);
  questionAsked(context, { workItemId, question, version, stage, placement, dueOn, escalatesOn, isEscalated: false });
}

/** The id of the stored work item; null when it cannot be stored: the claim asks all the same, and shows why. */
async function storedItem(
  context: ClaimContext,
  item: Parameters<typeof database.openWorkItem>[0],
): Promise<string | null> {
  try {
    return (await database.openWorkItem(item)).workItemId;
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    note(context, `The question is not in the worklist: it cannot be stored (${error.type ?? 'unknown'}).`);
    return null;
  }
}

/**
 * Waits until the open question is answered: by a corrected file, by money that moved, or by a fact that moves the
 * claim. A question that nobody answers in time is escalated and stays open: it never lapses by itself. One whose last
 * day comes closer is shown again, and escalated before that day.
 */
export async function awaitAnswer(context: ClaimContext): Promise<void> {
  for (let asked = context.state.openQuestion; asked; asked = context.state.openQuestion) {
    showQuestion(context, asked);
    const { workItemId, version, dueOn } = asked;
    const until = (): boolean => isAnswered(context, asked) || context.state.facts.length > 0;
    const outcome = await wait(context, { for: 'A person to answer', dueOn, until });
    applyFacts(context);
    if (isAnswered(context, asked)) {
      const how = context.state.hasMoneyMoved ? 'money moved' : 'an answer arrived';
      // A correction has closed the question that asked for it.
      if (workItemId !== null && context.state.version === version)
        await database.closeWorkItem({ workItemId, how, today: today(context) });
      questionAnswered(context, asked);
    } else if (outcome === 'due') await lookAgain(context, asked);
  }
}

function isAnswered({ state }: ClaimContext, { version, stage, placement }: OpenQuestion): boolean {
  return state.version > version || state.hasMoneyMoved || state.stage !== stage || state.placement !== placement;
}

function showQuestion(context: ClaimContext, { question, dueOn, isEscalated }: OpenQuestion): void {
  const { kind, found, canDo } = question;
  const next = `${isEscalated ? 'Escalated: ' : ''}${found} ${canDo}`;
  moveTo(context, { ...askedOf[kind], next, dueOn });
}

async function lookAgain(context: ClaimContext, asked: OpenQuestion): Promise<void> {
  const on = today(context);
  const { lastDay } = asked.question;
  const isEscalated = asked.isEscalated || on >= asked.escalatesOn || isUrgent(on, lastDay);
  const escalatesOn = on >= asked.escalatesOn ? addDays(on, context.state.policy.workItemDays) : asked.escalatesOn;
  const dueOn = nextLook(on, escalatesOn, lastDay);
  if (asked.workItemId !== null) await database.escalateWorkItem({ workItemId: asked.workItemId, dueOn, isEscalated });
  const what = isEscalated ? 'the question is escalated, and due' : 'the question is shown again';
  note(context, `Nobody has answered; ${what} on ${dueOn}.${timeLeft(on, lastDay)}`);
  questionEscalated(context, { ...asked, dueOn, escalatesOn, isEscalated });
}
