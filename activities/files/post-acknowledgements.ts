import type { ClaimAnswer } from '../../domain/acknowledgement/acknowledgement.ts';
import { batchAnswers, claimAnswers, functionalAnswer, interchangeAnswer } from '../../domain/edi/acknowledgements.ts';
import { type Interchange, read277CA, read999, type TransactionSet } from '../../x12/index.ts';
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

/** What one acknowledgement says of one submission, as it is kept. */
interface Answer {
  readonly place: string;
  readonly kind: 'TA1' | '999' | '277CA';
  readonly subject: Subject | undefined;
  readonly verdict: string;
  readonly detail: object;
}

/** Keeps what TA1, 999 and 277CA say. A 999 that accepts is kept and told nobody: it changes no claim's course. */
export async function postAcknowledgements(
  posting: Posting,
  interchange: Interchange,
  interchangeId: bigint,
): Promise<void> {
  for (const [index, acknowledgement] of interchange.acknowledgments.entries()) {
    const answer = interchangeAnswer(acknowledgement);
    const subject = await subjectOf(posting, interchange, 'interchange_control', answer.interchangeControl);
    const verdict = answer.isAccepted ? 'received' : 'rejected';
    const detail = { noteCode: answer.noteCode };
    await post(posting, interchangeId, [{ place: `TA1:${index + 1}`, kind: 'TA1', subject, verdict, detail }]);
  }
  for (const set of interchange.groups.flatMap((group) => group.sets)) {
    if (set.set === '999') await postFunctional(posting, interchange, interchangeId, set);
    else if (set.set === '277') await postClaimAnswers(posting, interchangeId, set);
    else if (set.set !== '835')
      throw new Quarantine(
        `transaction set ${set.set.slice(0, 3)} is not one that we take in (control ${set.control.slice(0, 9)})`,
      );
  }
}

async function postFunctional(
  posting: Posting,
  interchange: Interchange,
  interchangeId: bigint,
  set: TransactionSet,
): Promise<void> {
  const { groupCode, groupControl, sets } = functionalAnswer(valueOf(read999(set)));
  const isRejected = groupCode === 'R' || sets.some(({ isAccepted }) => !isAccepted);
  await post(posting, interchangeId, [
    {
      place: `${set.control}:2`,
      kind: '999',
      subject: await subjectOf(posting, interchange, 'group_control', groupControl),
      verdict: isRejected ? 'rejected' : 'received',
      detail: { groupCode, faults: sets.flatMap(({ faults }) => faults) },
    },
  ]);
}

async function postClaimAnswers(posting: Posting, interchangeId: bigint, set: TransactionSet): Promise<void> {
  const value = valueOf(read277CA(set));
  for (const { position, reference, verdict, statuses } of batchAnswers(value)) {
    const subject = await submissionOf(posting, reference);
    const place = `${set.control}:${position}`;
    await post(posting, interchangeId, [{ place, kind: '277CA', subject, verdict, detail: { statuses } }]);
  }
  for (const answers of batchesOf(claimAnswers(value))) {
    const newest = await newestSubmissions(posting, answers);
    const kept = answers.map(({ position, patientControlNumber, verdict, statuses }): Answer => {
      const subject = newest.get(patientControlNumber);
      return { place: `${set.control}:${position}`, kind: '277CA', subject, verdict, detail: { statuses } };
    });
    await post(posting, interchangeId, kept);
    for (const answer of answers)
      if (!newest.has(answer.patientControlNumber)) await noteUnknown(posting, answer, set.control);
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

/** A claim acknowledgement names no submission: it answers the newest one. */
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

/** Keeps answers, and notes which claims must be told: of a rejection, or of an acceptance into adjudication. */
async function post(posting: Posting, interchangeId: bigint, answers: readonly Answer[]): Promise<void> {
  const { sql } = posting;
  await sql.rows(
    `insert into acknowledgement (interchange_id, place, kind, claim_id, submission, verdict, detail)
     select $1, t.* from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::jsonb[]) as t`,
    [
      interchangeId,
      answers.map(({ place }) => place),
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

function tellingOf({ sha256, today: on }: Posting, { place, kind, subject, verdict }: Answer): readonly Telling[] {
  if (!subject) return [];
  const { claimId, submission } = subject;
  const key = `${sha256}:${place}`;
  if (verdict === 'rejected') return [{ claimId, fact: { kind: 'rejected', key, on, submission, by: kind } }];
  return verdict === 'accepted' ? [{ claimId, fact: { kind: 'accepted', key, on, submission } }] : [];
}

async function noteUnknown(
  { sql, fileId, today }: Posting,
  { position }: ClaimAnswer,
  setControl: string,
): Promise<void> {
  await keepWorkItem(sql, {
    key: `file-${fileId}:${setControl}:${position}`,
    kind: 'unknown-claim',
    owner: 'BILLER',
    openedOn: today,
    dueOn: today,
    found: `file-${fileId}: the claim acknowledgement at segment ${position} speaks of a claim that is not ours.`,
    canDo: 'Find out whose claim it is; nothing was changed.',
  });
}
