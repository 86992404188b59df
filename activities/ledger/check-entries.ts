import { isMirror } from '../../domain/ledger/entry.ts';
import { contentHash, reading, type StoredEntry, toEntry } from '../store/journal.ts';
import { only } from '../store/rows.ts';
import type { Sql } from '../store/database.ts';
import { type Check, type Found, pagesOf } from './check.ts';

const pageSize = 1_000;

/** Checks of entries by themselves. */
export const entryChecks: readonly Check[] = [
  { name: 'Every transfer belongs to an entry, and every entry has all its transfers', run: completeEntries },
  { name: 'Every transfer moves an amount above zero between two accounts', run: validTransfers },
  { name: 'Every entry is as it was posted', run: unchangedEntries },
  { name: 'Every reversal mirrors the entry that it reverses', run: mirroredReversals },
];

async function completeEntries(sql: Sql): Promise<Found> {
  const counted = await sql.rows<{ checked: number }>('select count(*)::int as checked from journal_entry');
  const [bad] = await sql.rows<{ key: string | null; id: string; found: number; wanted: number | null }>(
    `select e.key, coalesce(e.id, t.entry_id)::text as id, coalesce(t.n, 0)::int as found, e.transfers as wanted
     from journal_entry e
     full join (select entry_id, count(*) as n, max(ordinal) as last from journal_transfer group by entry_id) t
       on t.entry_id = e.id
     where e.id is null or t.n is distinct from e.transfers or t.last <> t.n - 1 order by 2 limit 1`,
  );
  const failure = bad && `entry ${bad.key ?? bad.id} has ${bad.found} transfers instead of ${bad.wanted ?? 'none'}`;
  return { checked: only(counted).checked, failure };
}

async function validTransfers(sql: Sql): Promise<Found> {
  const counted = await sql.rows<{ checked: number }>('select count(*)::int as checked from journal_transfer');
  const [bad] = await sql.rows<{ key: string; ordinal: number }>(
    `select e.key, t.ordinal from journal_transfer t join journal_entry e on e.id = t.entry_id
     where t.amount_cents <= 0 or t.debit = t.credit or not is_account(t.debit) or not is_account(t.credit) limit 1`,
  );
  return { checked: only(counted).checked, failure: bad && `transfer ${bad.ordinal} of entry ${bad.key}` };
}

type HashedEntry = StoredEntry & { readonly id: bigint; readonly hash: string };

async function unchangedEntries(sql: Sql): Promise<Found> {
  const text = `${reading.replace('select', 'select e.id, e.inputs_sha256 as hash,')} where e.id > $1 order by e.id
    limit ${pageSize}`;
  let checked = 0;
  for await (const page of pagesOf((after) => sql.rows<HashedEntry>(text, [after]))) {
    for (const { id: _, hash, ...stored } of page) {
      const entry = toEntry(stored);
      if (contentHash(entry) !== hash)
        return { checked, failure: `entry ${entry.key} has other content than its hash` };
      checked += 1;
    }
  }
  return { checked };
}

async function mirroredReversals(sql: Sql): Promise<Found> {
  const text = `${reading.replace('select', 'select e.id, o.key as "originalKey",')}
    join journal_entry o on o.id = e.reverses_id where e.id > $1 order by e.id limit ${pageSize}`;
  const original = `${reading} where e.key = any($1::text[])`;
  let checked = 0;
  type Reversal = StoredEntry & { readonly id: bigint; readonly originalKey: string };
  for await (const page of pagesOf((after) => sql.rows<Reversal>(text, [after]))) {
    const found = await sql.rows<StoredEntry>(original, [page.map(({ originalKey }) => originalKey)]);
    const originals = new Map(found.map((stored) => [stored.key, toEntry(stored)]));
    for (const { id: _, originalKey, ...stored } of page) {
      const reversed = originals.get(originalKey);
      const entry = toEntry(stored);
      if (!reversed || !isMirror(entry, reversed) || reversed.claimId !== entry.claimId)
        return { checked, failure: `entry ${entry.key} does not mirror ${originalKey}` };
      checked += 1;
    }
  }
  return { checked };
}
