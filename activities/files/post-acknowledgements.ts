import type { ClaimAnswer } from '../../domain/acknowledgement/acknowledgement.ts';
import { batchAnswers, claimAnswers, functionalAnswer, interchangeAnswer } from '../../domain/edi/acknowledgements.ts';
import {
  type Interchange,
  type InterchangeAcknowledgment,
  read277CA,
  read999,
  type TransactionSet,
} from '../../x12/index.ts';
import { tenant } from '../store/rows.ts';
import { keepWorkItem } from '../store/work-items.ts';
import { batchesOf, type Posting, valueOf } from './posting.ts';
import { Quarantine } from './quarantine.ts';
import { type Telling, tellLater } from './tell-later.ts';

/** The submission that an answer speaks of. */
interface Subject {
  readonly claimId: string;
  readonly submission: number;
}

/** What one acknowledgment says of one submission, as it is kept. */
interface Answer {
  /** Position of the segment in its set, ST = 1. */
  readonly position: number;
  readonly kind: 'TA1' | '999' | '277CA';
  readonly subject: Subject | undefined;
  readonly verdict: string;
  readonly detail: object;
}

/** Stores what a TA1 says of an interchange of ours. */
export async function postInterchangeAnswer(
  posting: Posting,
  interchange: Interchange,
  acknowledgment: InterchangeAcknowledgment,
): Promise<void> {
  if (!/^\d{1,9}$/.test(acknowledgment.control)) throw new Quarantine('TA101 is not a control number');
  const { interchangeControl, isAccepted, noteCode } = interchangeAnswer(acknowledgment);
  const subject = await subjectOf(posting, interchange, 'interchange_control', interchangeControl);
  const verdict = isAccepted ? 'received' : 'rejected';
  await post(posting, [{ position: 1, kind: 'TA1', subject, verdict, detail: { noteCode } }]);
  if (!subject) await noteUnknown(posting, `the TA1 refers to interchange ${interchangeControl}`, 1);
}

/** Stores what a 999 says. One that accepts is not signaled: it changes no claim's course. */
export async function postFunctional(posting: Posting, interchange: Interchange, set: TransactionSet): Promise<void> {
  const { groupCode, groupControl, sets } = functionalAnswer(valueOf(read999(set)));
  const isRejected = groupCode === 'R' || sets.some(({ isAccepted }) => !isAccepted);
  const subject = await subjectOf(posting, interchange, 'group_control', groupControl);
  await post(posting, [
    {
      position: 2,
      kind: '999',
      subject,
      verdict: isRejected ? 'rejected' : 'received',
      detail: { groupCode, faults: sets.flatMap(({ faults }) => faults) },
    },
  ]);
  if (!subject) await noteUnknown(posting, `the 999 refers to group ${groupControl}`, 2);
}

/** Stores what a 277CA says of each claim, and of whole batches. */
export async function postClaimAnswers(posting: Posting, set: TransactionSet): Promise<void> {
  const value = valueOf(read277CA(set));
  for (const { position, reference, verdict, statuses } of batchAnswers(value)) {
    const subject = await submissionOf(posting, reference);
    await post(posting, [{ position, kind: '277CA', subject, verdict, detail: { statuses } }]);
  }
  for (const answers of batchesOf(claimAnswers(value))) {
    const newest = await newestSubmissions(posting, answers);
    await post(
      posting,
      answers.map(({ position, patientControlNumber, verdict, statuses }): Answer => {
        const subject = newest.get(patientControlNumber);
        return { position, kind: '277CA', subject, verdict, detail: { statuses } };
      }),
    );
    for (const { patientControlNumber, position } of answers)
      if (!newest.has(patientControlNumber))
        await noteUnknown(posting, `the claim acknowledgment at segment ${position} refers to a claim`, position);
  }
}

/** What refuses a whole batch names it by our own reference, `<claim>-<submission>`: one claim a batch. */
async function submissionOf({ sql }: Posting, reference: string): Promise<Subject | undefined> {
  const match = /^([A-Z0-9]+)-(\d{1,6})$/.exec(reference);
  if (!match) return undefined;
  const [found] = await sql.rows<Subject>(
    `select claim_id as "claimId", submission from outbound_interchange where claim_id = $1 and submission = $2`,
    [match[1], Number(match[2])],
  );
  return found;
}

/** A claim acknowledgment names no submission: it answers the newest one. */
async function newestSubmissions(
  { sql }: Posting,
  answers: readonly ClaimAnswer[],
): Promise<ReadonlyMap<string, Subject>> {
  const found = await sql.rows<Subject>(
    `select claim_id as "claimId", max(submission) as submission from outbound_interchange
     where claim_id = any($1::text[]) group by claim_id`,
    [answers.map(({ patientControlNumber }) => patientControlNumber)],
  );
  return new Map(found.map((subject) => [subject.claimId, subject]));
}

/** The submission that bore one of our control numbers; who answers was the receiver then. */
async function subjectOf(
  { sql }: Posting,
  { senderId, receiverId }: Interchange,
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

/** Stores answers, and notes which claims must be told: of a rejection, or of an acceptance into adjudication. */
async function post(posting: Posting, answers: readonly Answer[]): Promise<void> {
  const { sql, transactionSetId } = posting;
  await sql.rows(
    `insert into acknowledgement (transaction_set_id, position, kind, claim_id, submission, verdict, detail)
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
  await tellLater(
    sql,
    answers.flatMap((answer) => tellingOf(posting, answer)),
  );
}

function tellingOf({ source, today: on }: Posting, { position, kind, subject, verdict }: Answer): readonly Telling[] {
  if (!subject) return [];
  const { claimId, submission } = subject;
  const key = `${source}:${position}`;
  if (verdict === 'rejected') return [{ claimId, fact: { kind: 'rejected', key, on, submission, by: kind } }];
  return verdict === 'accepted' ? [{ claimId, fact: { kind: 'accepted', key, on, submission } }] : [];
}

async function noteUnknown({ sql, fileId, source, today }: Posting, refersTo: string, position: number): Promise<void> {
  await keepWorkItem(sql, {
    key: `${source}:${position}:unknown`,
    kind: 'unknown-claim',
    owner: 'BILLER',
    openedOn: today,
    dueOn: today,
    found: `file-${fileId}: ${refersTo} that is not ours.`,
    canDo: 'Find out whose it is, then close this item with what you found; nothing was changed.',
  });
}
