import { dayAt } from '../../domain/clock.ts';
import { type Instant, instant } from '../../domain/dates.ts';
import type { ActivityContext } from '../context.ts';
import { signalWaiting } from '../files/signal-claims.ts';
import { readCounters, readState } from '../store/loaded-claim.ts';
import { settleWorkItem } from '../store/work-items.ts';
import { claimEvents } from './claim-events.ts';
import { fileEvents } from './file-events.ts';
import type { ChangedClaim, ClaimHistories } from './histories.ts';
import { forgetMoment, momentOf } from './moment.ts';
import { hasClaim, type Progress } from './progress.ts';
import type { Restoration } from './report.ts';

/** Milliseconds by which the clocks of PostgreSQL and Temporal may differ. */
const skewMs = 60_000;

/** The name of the hold under which a claim stands that a person must look at. */
const holdName = 'restored';

/**
 * Brings a database that was restored to an earlier moment forward: what the archive and the histories of workflows
 * have since then is done again in its order, by the same steps, each once; nothing is sent. Claims whose workflow was
 * ahead then go on from the books, in a new run. Run it while no worker works on claims. It can be run again.
 */
export async function restore(context: ActivityContext, histories: ClaimHistories): Promise<Restoration> {
  const since = await momentOf(context);
  const from = instant(Date.parse(since) - skewMs);
  const changed: ChangedClaim[] = [];
  for await (const claim of histories.changedSince(from)) changed.push(claim);
  for (const { claimId } of changed) await histories.end(claimId);
  const progress: Progress = { received: 0, sent: 0, opened: [], inputs: [], findings: [] };
  await skipIds(context);
  const ofClaims = changed.flatMap((claim) => claimEvents(claim, progress));
  const events = [...ofClaims, ...(await fileEvents(context, from, progress))];
  for (const { at, run } of events.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)))
    await run(onDayOf(context, at));
  await forgetOvertaken(context, changed);
  await signalWaiting(context);
  const continued: string[] = [];
  for (const claim of changed) if (await goOn(context, histories, claim, progress)) continued.push(claim.claimId);
  for (const claimId of progress.opened)
    if (!changed.some((claim) => claim.claimId === claimId)) await context.claims.resume(claimId, []);
  await holdWhatIsLeft(histories, progress);
  await forgetMoment(context);
  return { since, continued, ...progress };
}

/** The same steps on the business day of that moment. */
function onDayOf(context: ActivityContext, at: Instant): ActivityContext {
  const day = dayAt(context.clock, Date.parse(at));
  return { ...context, today: () => day };
}

/** Numbers of work items and files that people have seen are not given to others. */
async function skipIds({ database: { sql } }: ActivityContext): Promise<void> {
  for (const sequence of ['work_item_id_seq', 'inbound_file_id_seq'])
    await sql.rows(`select count(nextval('${sequence}')) from generate_series(1, 10000)`);
}

/** A claim that was sent again after a file arrived has drawn its conclusion from that file. */
async function forgetOvertaken(
  { database: { sql } }: ActivityContext,
  changed: readonly ChangedClaim[],
): Promise<void> {
  await sql.rows(
    `update outbox_event o set delivered_at = now(), outcome = 'overtaken' from inbound_file f
     where o.delivered_at is null and o.claim_id = any($1::text[]) and f.digest = split_part(o.fact ->> 'key', ':', 1)
       and f.received_at < (
         select max(made_at) from outbound_interchange i where i.claim_id = o.claim_id and i.sent_at is not null)`,
    [changed.map(({ claimId }) => claimId)],
  );
}

/** Starts a new run of the claim, with the holds that the stored state lacks. False if there is no such claim. */
async function goOn(
  context: ActivityContext,
  histories: ClaimHistories,
  { claimId, inputs }: ChangedClaim,
  { inputs: restored }: Progress,
): Promise<boolean> {
  const { database, claims } = context;
  if (!(await hasClaim(database.sql, claimId))) return false;
  await closeAnswered(context, claimId);
  await claims.resume(claimId, []);
  for (const { kind, value, at, refusal } of inputs) {
    const isRestored = restored.some((one) => one.claimId === claimId && one.kind === kind && one.at === at);
    if (isRestored && refusal === undefined && (kind === 'hold' || kind === 'release'))
      await histories.signal(claimId, kind, value);
  }
  return true;
}

/** A question that was open at the moment of the database is closed if a correction has answered it since. */
async function closeAnswered({ database: { sql }, today }: ActivityContext, claimId: string): Promise<void> {
  const question = (await readState(sql, claimId)).state?.openQuestion;
  if (!question?.workItemId) return;
  const { version } = await readCounters(sql, claimId);
  if (version > question.version)
    await settleWorkItem(sql, { workItemId: question.workItemId, how: 'corrected', today: today() });
}

async function holdWhatIsLeft(histories: ClaimHistories, { findings }: Progress): Promise<void> {
  const held = new Set(findings.flatMap(({ claimId, isHeld }) => (isHeld && claimId !== undefined ? [claimId] : [])));
  const reason = 'PostgreSQL was restored to an earlier moment, and not everything could be brought forward.';
  for (const claimId of held)
    await histories.signal(claimId, 'hold', { name: holdName, by: 'claimloop restore', reason });
}
