import type { ClaimAnswer } from '../../domain/acknowledgment/acknowledgment.ts';
import {
  batchAnswers,
  claimAnswers,
  functionalAnswer,
  interchangeAnswer,
} from '../../domain/edi/acknowledgments-from-x12.ts';
import {
  type InterchangeHeader,
  type InterchangeAcknowledgment,
  read277CA,
  read999,
  type TransactionSet,
} from '../../x12/index.ts';
import { tenant } from '../store/rows.ts';
import { recordWorkItem } from '../store/work-items.ts';
import { batchesOf } from '../store/batches.ts';
import { askAboutContradictions } from './contradictory-answers.ts';
import { type Answer, submissionNamed, type Subject } from './submission-answers.ts';
import { acceptSet } from './accept-set.ts';
import { fileQuestionDueOn } from './due-on.ts';
import { fileText, type SetContext } from './file-context.ts';
import { printable } from './printable.ts';
import { Quarantine } from './quarantine.ts';
import { type OutboxFact, addToOutbox } from './outbox.ts';

/** Stores what a TA1 says about an interchange that we sent. */
export async function postInterchangeAnswer(
  context: SetContext,
  interchange: InterchangeHeader,
  acknowledgment: InterchangeAcknowledgment,
): Promise<void> {
  if (!/^\d{1,9}$/.test(acknowledgment.control)) throw new Quarantine('TA101 is not a control number');
  const { interchangeControl, isAccepted, noteCode } = interchangeAnswer(acknowledgment);
  const subject = await subjectOf(context, interchange, 'interchange_control', interchangeControl);
  const verdict = isAccepted ? 'received' : 'rejected';
  await post(context, [{ position: 1, kind: 'TA1', subject, verdict, detail: { noteCode } }]);
  if (!subject) await noteUnknown(context, `it acknowledges interchange ${interchangeControl}`, 1);
}

/** Stores a 999. Only a rejection is signaled to the claim. */
export async function postFunctional(
  context: SetContext,
  interchange: InterchangeHeader,
  set: TransactionSet,
): Promise<void> {
  const { groupCode, groupControl, sets } = functionalAnswer(acceptSet(read999(set)));
  const isRejected = groupCode === 'R' || sets.some(({ isAccepted }) => !isAccepted);
  const subject = await subjectOf(context, interchange, 'group_control', groupControl);
  await post(context, [
    {
      position: 2,
      kind: '999',
      subject,
      verdict: isRejected ? 'rejected' : 'received',
      detail: { groupCode, faults: sets.flatMap(({ faults }) => faults) },
    },
  ]);
  if (!subject) await noteUnknown(context, `it acknowledges group ${printable(groupControl, 9)}`, 2);
}

/** Stores what a 277CA says about each claim and about whole batches. */
export async function postClaimAnswers(context: SetContext, set: TransactionSet): Promise<void> {
  const value = acceptSet(read277CA(set));
  for (const { position, reference, verdict, statuses } of batchAnswers(value)) {
    const subject = await submissionOf(context, reference);
    await post(context, [{ position, kind: '277CA', subject, verdict, detail: { statuses } }]);
  }
  for (const answers of batchesOf(claimAnswers(value))) {
    const subjects = await subjectsOf(context, answers);
    await post(
      context,
      answers.map((answer): Answer => {
        const { position, verdict, statuses, payerControlNumber } = answer;
        const detail = { statuses, ...(payerControlNumber === undefined ? {} : { payerControlNumber }) };
        return { position, kind: '277CA', subject: subjects.get(answer), verdict, detail };
      }),
    );
    await keepPayerNumbers(context, answers, subjects);
    for (const answer of answers)
      if (!subjects.has(answer))
        await noteUnknown(
          context,
          `the claim acknowledgment refers to claim ${printable(answer.patientControlNumber, 50)}`,
          answer.position,
        );
  }
}

/** The submission that a batch answer refers to; each batch holds one claim. */
async function submissionOf({ sql }: SetContext, reference: string): Promise<Subject | undefined> {
  const named = submissionNamed(reference);
  if (!named) return undefined;
  const [found] = await sql.rows<Subject>(
    `select claim_id as "claimId", submission from outbound_interchange where claim_id = $1 and submission = $2`,
    [named.claimId, named.submission],
  );
  return found;
}

/**
 * The submission of each answer: the one that it names by our number, however late it comes; otherwise the newest one
 * of its claim.
 */
async function subjectsOf(
  { sql }: SetContext,
  answers: readonly ClaimAnswer[],
): Promise<ReadonlyMap<ClaimAnswer, Subject>> {
  const found = await sql.rows<Subject>(
    `select claim_id as "claimId", submission from outbound_interchange where claim_id = any($1::text[])`,
    [answers.map(({ patientControlNumber }) => patientControlNumber)],
  );
  return new Map(
    answers.flatMap((answer): readonly (readonly [ClaimAnswer, Subject])[] => {
      const ofClaim = found.filter(({ claimId }) => claimId === answer.patientControlNumber);
      const named = submissionNamed(answer.reference);
      const subject =
        ofClaim.find(({ claimId, submission }) => claimId === named?.claimId && submission === named.submission) ??
        ofClaim.toSorted((one, other) => other.submission - one.submission)[0];
      return subject ? [[answer, subject]] : [];
    }),
  );
}

/** Keeps the payer's number of claims that it has not adjudicated yet: a replacement or a status request names it. */
async function keepPayerNumbers(
  { sql }: SetContext,
  answers: readonly ClaimAnswer[],
  subjects: ReadonlyMap<ClaimAnswer, Subject>,
): Promise<void> {
  const numbers = answers.flatMap((answer) => {
    const { verdict, payerControlNumber } = answer;
    const claimId = subjects.get(answer)?.claimId;
    return verdict === 'rejected' || !payerControlNumber || !claimId ? [] : [{ claimId, payerControlNumber }];
  });
  if (numbers.length === 0) return;
  await sql.rows(
    `update claim set payer_control_number = t.number from unnest($1::text[], $2::text[]) as t (id, number)
     where claim.id = t.id
       and not exists (select from remittance_claim where claim_id = claim.id and state in ('posted', 'reversed'))`,
    [numbers.map(({ claimId }) => claimId), numbers.map(({ payerControlNumber }) => payerControlNumber)],
  );
}

/** Finds the submission by its control number. The sender of the answer was the receiver of the submission. */
async function subjectOf(
  { sql }: SetContext,
  { senderId, receiverId }: InterchangeHeader,
  column: 'interchange_control' | 'group_control',
  control: string,
): Promise<Subject | undefined> {
  const [found] = await sql.rows<Subject>(
    `select claim_id as "claimId", submission from outbound_interchange
     where tenant = $1 and sender_id = $2 and receiver_id = $3 and ${column} = $4 order by generation desc limit 1`,
    [tenant, receiverId, senderId, Number(control)],
  );
  return found;
}

/** Stores answers, and adds rejections and acceptances into adjudication to the outbox. */
async function post(context: SetContext, answers: readonly Answer[]): Promise<void> {
  const { sql, transactionSetId } = context;
  await askAboutContradictions(context, answers);
  await sql.rows(
    `insert into acknowledgment (transaction_set_id, position, kind, claim_id, submission, verdict, detail)
     select $1, t.* from unnest($2::int[], $3::text[], $4::text[], $5::int[], $6::text[], $7::jsonb[]) as t`,
    [
      transactionSetId,
      answers.map(({ position }) => position),
      answers.map(({ kind }) => kind),
      answers.map(({ subject }) => subject?.claimId ?? null),
      answers.map(({ subject }) => subject?.submission ?? null),
      answers.map(({ verdict }) => verdict),
      answers.map(({ detail }) => JSON.stringify(detail)),
    ],
  );
  await addToOutbox(
    sql,
    answers.flatMap((answer) => factsOf(context, answer)),
  );
}

function factsOf(
  { source, today: on }: SetContext,
  { position, kind, subject, verdict }: Answer,
): readonly OutboxFact[] {
  if (!subject) return [];
  const { claimId, submission } = subject;
  const key = `${source}:${position}`;
  if (verdict === 'rejected') return [{ claimId, fact: { kind: 'rejected', key, on, submission, by: kind } }];
  return verdict === 'accepted' ? [{ claimId, fact: { kind: 'accepted', key, on, submission } }] : [];
}

async function noteUnknown(context: SetContext, refersTo: string, position: number): Promise<void> {
  const { sql, source, place, today } = context;
  await recordWorkItem(sql, {
    key: `${source}:${position}:unknown`,
    kind: 'unknown-claim',
    owner: 'BILLER',
    openedOn: today,
    dueOn: fileQuestionDueOn(today),
    found: `${fileText(context, place)}, segment ${position}: ${refersTo}, which claimloop does not know.`,
    canDo: 'Find out which claim it belongs to, then close this item with what you found; nothing was changed.',
  });
}
