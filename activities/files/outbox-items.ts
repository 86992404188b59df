import type { ActivityContext } from '../context.ts';
import { fileQuestionDueOn } from './due-on.ts';
import { mostAttempts, type ObservedFile } from './remote-files.ts';
import { sha256 } from '../store/rows.ts';
import { recordWorkItem, knownWorkItems } from '../store/work-items.ts';
import type { SkippedEntry } from '../transports/mailbox.ts';

// Work items about a partner's outbox. The key of each work item ensures that it is opened once.

/** Reports entries that are not fetched: links, files with an unusable name, files that are too large. */
export async function reportSkipped(
  context: ActivityContext,
  partnerId: string,
  skipped: readonly SkippedEntry[],
): Promise<void> {
  const keyOf = ({ key, why }: SkippedEntry): string =>
    `skipped:${partnerId}:${key}:${sha256(Buffer.from(why)).slice(0, 8)}`;
  const known = await knownWorkItems(context.database.sql, skipped.map(keyOf));
  for (const entry of skipped.filter((one) => !known.has(keyOf(one))))
    await report(context, {
      key: keyOf(entry),
      found: `"${entry.name}" in the outbox of ${partnerId} is not fetched: ${entry.why}.`,
      canDo: `Ask the partner to send it ${entry.wanted}, then close this item.`,
    });
}

/** Reports a file that is listed but cannot be fetched. */
export function reportDenied(context: ActivityContext, partnerId: string, name: string): Promise<void> {
  return report(context, {
    key: keyOfUnfetched(partnerId, name),
    found: `${partnerId} denies access to "${name}" in its outbox.`,
    canDo: 'Ask the partner for access to the file. It is fetched when its time or size changes.',
  });
}

/** Reports files that were given up. One to which access was denied is reported already. */
export async function reportGivenUp(
  context: ActivityContext,
  partnerId: string,
  files: readonly Pick<ObservedFile, 'name' | 'state'>[],
): Promise<void> {
  const names = files.filter(({ state }) => state === 'given-up').map(({ name }) => name);
  const keys = names.map((name) => keyOfUnfetched(partnerId, name));
  const known = await knownWorkItems(context.database.sql, keys);
  for (const name of names.filter((one) => !known.has(keyOfUnfetched(partnerId, one))))
    await report(context, {
      key: keyOfUnfetched(partnerId, name),
      found: `${partnerId} left "${name}", and ${mostAttempts} attempts to fetch it failed.`,
      canDo: 'Ask the partner to send it again. It is fetched when its time or size changes.',
    });
}

function keyOfUnfetched(partnerId: string, name: string): string {
  return `denied:${partnerId}:${sha256(Buffer.from(name))}`;
}

/** Reports, once per partner, an outbox from which files cannot be removed. */
export function reportNotRemoved(context: ActivityContext, partnerId: string): Promise<void> {
  return report(context, {
    key: `not-removed:${partnerId}`,
    found: `${partnerId} does not permit deleting files from its outbox. Each file is read once and stays there.`,
    canDo: 'Ask the partner for permission to delete files, or to delete them itself.',
  });
}

async function report(
  { database, today }: ActivityContext,
  item: { readonly key: string; readonly found: string; readonly canDo: string },
): Promise<void> {
  const openedOn = today();
  await recordWorkItem(database.sql, {
    ...item,
    kind: 'file',
    owner: 'BILLER',
    openedOn,
    dueOn: fileQuestionDueOn(openedOn),
  });
}
