import type { ClaimAnswer, FunctionalAnswer } from '../../domain/acknowledgement/acknowledgement.ts';
import { batchAnswers, claimAnswers, functionalAnswer, interchangeAnswer } from '../../domain/edi/acknowledgements.ts';
import { type Interchange, read277CA, read999, type TransactionSet } from '../../x12/index.ts';
import { tenant, toJson } from '../store/rows.ts';
import { type Posting, valueOf } from './posting.ts';
import { Quarantine } from './quarantine.ts';
import { tellLater } from './tell-later.ts';

/** The submission that an answer speaks of. */
interface Subject {
  readonly claimId: string;
  readonly submission: number;
}

/** Keeps what TA1, 999 and 277CA say. A 999 that accepts is kept and told nobody: it changes no claim's course. */
export async function postAcknowledgements(
  posting: Posting,
  interchange: Interchange,
  interchangeId: bigint,
): Promise<void> {
  for (const [index, acknowledgement] of interchange.acknowledgements.entries()) {
    const answer = interchangeAnswer(acknowledgement);
    const subject = await subjectOf(posting, interchange, { interchangeControl: Number(answer.interchangeControl) });
    const place = `TA1:${index + 1}`;
    const verdict = answer.isAccepted ? 'received' : 'rejected';
    await keep(posting, { interchangeId, place, kind: 'TA1', subject, verdict, detail: { noteCode: answer.noteCode } });
    if (subject && !answer.isAccepted) await tellRejected(posting, subject, 'TA1', place);
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
  const answer: FunctionalAnswer = functionalAnswer(valueOf(read999(set)));
  const subject = await subjectOf(posting, interchange, { groupControl: Number(answer.groupControl) });
  const isRejected = answer.groupCode === 'R' || answer.sets.some(({ isAccepted }) => !isAccepted);
  const place = `${set.control}:2`;
  await keep(posting, {
    interchangeId,
    place,
    kind: '999',
    subject,
    verdict: isRejected ? 'rejected' : 'received',
    detail: { groupCode: answer.groupCode, faults: answer.sets.flatMap(({ faults }) => faults) },
  });
  if (subject && isRejected) await tellRejected(posting, subject, '999', place);
}

async function postClaimAnswers(posting: Posting, interchangeId: bigint, set: TransactionSet): Promise<void> {
  const value = valueOf(read277CA(set));
  for (const { position, reference, verdict, statuses } of batchAnswers(value)) {
    const subject = await submissionOf(posting, reference);
    const place = `${set.control}:${position}`;
    await keep(posting, { interchangeId, place, kind: '277CA', subject, verdict, detail: { statuses } });
    if (subject) await tellRejected(posting, subject, '277CA', place);
  }
  for (const answer of claimAnswers(value)) {
    const subject = await newestSubmission(posting, answer);
    const place = `${set.control}:${answer.position}`;
    const { verdict, statuses } = answer;
    await keep(posting, { interchangeId, place, kind: '277CA', subject, verdict, detail: { statuses } });
    if (!subject) await noteUnknown(posting, answer, place);
    else if (verdict === 'rejected') await tellRejected(posting, subject, '277CA', place);
    else if (verdict === 'accepted') {
      await tellLater(posting.tx, subject.claimId, {
        kind: 'accepted',
        key: `${posting.sha256}:${place}`,
        on: posting.today,
        submission: subject.submission,
      });
    }
  }
}

/** What refuses a whole batch names it by our own reference, `<claim>-<submission>`: one claim a batch. */
async function submissionOf({ tx }: Posting, reference: string): Promise<Subject | undefined> {
  const match = /^([A-Z0-9]+)-(\d{1,6})$/.exec(reference);
  if (!match?.[1]) return undefined;
  const claimId_submission = { claimId: match[1], submission: Number(match[2]) };
  const select = { claimId: true, submission: true };
  return (await tx.outboundInterchange.findUnique({ where: { claimId_submission }, select })) ?? undefined;
}

/** A claim acknowledgement names no submission: it answers the newest one. */
async function newestSubmission({ tx }: Posting, { patientControlNumber }: ClaimAnswer): Promise<Subject | undefined> {
  return (
    (await tx.outboundInterchange.findFirst({
      where: { claimId: patientControlNumber },
      orderBy: { submission: 'desc' },
      select: { claimId: true, submission: true },
    })) ?? undefined
  );
}

/** The submission that bore one of our control numbers; who answers was the receiver then. */
async function subjectOf(
  { tx }: Posting,
  { senderId, receiverId }: Interchange,
  control: { interchangeControl: number } | { groupControl: number },
): Promise<Subject | undefined> {
  return (
    (await tx.outboundInterchange.findFirst({
      where: { tenant, senderId: receiverId, receiverId: senderId, ...control },
      orderBy: { generation: 'desc' },
      select: { claimId: true, submission: true },
    })) ?? undefined
  );
}

async function keep(
  { tx }: Posting,
  row: {
    interchangeId: bigint;
    place: string;
    kind: string;
    subject: Subject | undefined;
    verdict: string;
    detail: object;
  },
): Promise<void> {
  const { subject, detail, ...rest } = row;
  await tx.acknowledgement.create({
    data: {
      ...rest,
      claimId: subject?.claimId ?? null,
      submission: subject?.submission ?? null,
      detail: toJson(detail),
    },
  });
}

async function tellRejected(
  { tx, sha256, today }: Posting,
  { claimId, submission }: Subject,
  by: '999' | 'TA1' | '277CA',
  place: string,
): Promise<void> {
  await tellLater(tx, claimId, { kind: 'rejected', key: `${sha256}:${place}`, on: today, submission, by });
}

async function noteUnknown({ tx, fileId, today }: Posting, { position }: ClaimAnswer, place: string): Promise<void> {
  const day = new Date(`${today}T00:00:00Z`);
  const key = `file-${fileId}:${place}`;
  await tx.workItem.upsert({
    where: { tenant_key: { tenant, key } },
    update: {},
    create: {
      tenant,
      key,
      kind: 'unknown-claim',
      owner: 'BILLER',
      openedOn: day,
      dueOn: day,
      found: `file-${fileId}: the claim acknowledgement at segment ${position} speaks of a claim that is not ours.`,
      canDo: 'Find out whose claim it is; nothing was changed.',
    },
  });
}
