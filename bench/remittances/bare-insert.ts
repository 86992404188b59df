import type { Client } from 'pg';

/** Rows of one statement, and statements of one transaction. */
const rowsAtOnce = 500;
const statementsAtOnce = 10;

/** The rows that a remittance posts: its own, and the balances that they change. */
const tables: Readonly<Record<string, string>> = {
  remittance_claim: 'true',
  journal_entry: "kind <> 'charge'",
  journal_transfer: "entry_id in (select id from journal_entry where kind <> 'charge')",
  claim_balance: 'claim_id in (select claim_id from remittance_claim)',
  outbox_event: 'true',
};

/** Seconds in which the same rows are inserted into tables with the same indexes, and nothing else. */
export async function bareInsertSeconds(client: Client): Promise<number> {
  await client.query('create schema bare');
  let seconds = 0;
  for (const [table, condition] of Object.entries(tables)) {
    await client.query(`create table bare.${table} (like public.${table} including indexes)`);
    const { rows: columns } = await client.query<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
       where attrelid = 'public.${table}'::regclass and attnum > 0 and not attisdropped order by attnum`,
    );
    const names = columns.map(({ name }) => name).join();
    const asText = columns.map(({ name }) => `${name}::text as ${name}`).join();
    await client.query(
      `declare rows_of_${table} cursor with hold for select ${asText} from public.${table} where ${condition}`,
    );
    const insertion = `insert into bare.${table} select ${columns.map(({ name, type }) => `${name}::${type}`).join()}
      from unnest(${columns.map((_, index) => `$${index + 1}::text[]`).join()}) as t (${names})`;
    seconds += await insertAll(client, `fetch ${rowsAtOnce} from rows_of_${table}`, { insertion, columns });
    await client.query(`close rows_of_${table}`);
  }
  return seconds;
}

async function insertAll(
  client: Client,
  reading: string,
  { insertion, columns }: { readonly insertion: string; readonly columns: readonly { readonly name: string }[] },
): Promise<number> {
  let seconds = 0;
  for (;;) {
    const pages: (readonly (string | null)[])[][] = [];
    while (pages.length < statementsAtOnce) {
      const { rows } = await client.query<Record<string, string | null>>(reading);
      if (rows.length === 0) break;
      pages.push(columns.map(({ name }) => rows.map((row) => row[name] ?? null)));
    }
    if (pages.length === 0) return seconds;
    const began = performance.now();
    await client.query('begin');
    for (const page of pages) await client.query(insertion, page);
    await client.query('commit');
    seconds += (performance.now() - began) / 1000;
  }
}
