import type { ActivityContext } from '../context.ts';
import { sha256 } from '../store/rows.ts';
import { keepWorkItem, knownWorkItems } from '../store/work-items.ts';
import type { SkippedEntry } from '../transports/mailbox.ts';

// Work items about a partner's outbox. Each has a key of its own, so that it is opened once.

/** Entries of an outbox that are not fetched: links, odd names, files that are too large. */
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
      found: `${partnerId} left "${entry.name}", which is not fetched: ${entry.why}.`,
      canDo: 'Ask the partner to send it as a file with a plain name, then close this item.',
    });
}

/** A file that is listed and cannot be fetched. */
export function reportDenied(context: ActivityContext, partnerId: string, name: string): Promise<void> {
  return report(context, {
    key: `denied:${partnerId}:${sha256(Buffer.from(name))}`,
    found: `${partnerId} left "${name}", and access to it is denied.`,
    canDo: 'Ask the partner for access to it. It is fetched when its time or size changes.',
  });
}

/** An outbox from which nothing can be removed; once for the partner. */
export function reportNotRemoved(context: ActivityContext, partnerId: string): Promise<void> {
  return report(context, {
    key: `not-removed:${partnerId}`,
    found: `${partnerId} does not let us remove files from its outbox. They are stored and read once, and stay there.`,
    canDo: 'Ask the partner for the right to delete files, or to clear its outbox itself.',
  });
}

async function report(
  { database, today }: ActivityContext,
  item: { readonly key: string; readonly found: string; readonly canDo: string },
): Promise<void> {
  await keepWorkItem(database.sql, { ...item, kind: 'file', owner: 'BILLER', openedOn: today(), dueOn: today() });
}
