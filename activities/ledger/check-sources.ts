import type { Sql } from '../store/database.ts';
import { fileBytes } from '../store/file-bytes.ts';
import { only, tenant, toCents } from '../store/rows.ts';
import { dollars } from '../../domain/money.ts';
import { type Check, type Found, pagesOf } from './check.ts';

/** Checks of where the money comes from. */
export const sourceChecks: readonly Check[] = [
  { name: 'Every stored file has the bytes that its digest was made of', run: filesUnchanged },
  { name: 'Every entry of a remittance names a stored file', run: filesExist },
  { name: 'Every other entry names an input, a version or a placement that is stored', run: inputsExist },
  { name: 'Every claim payment is posted once, line by line, or waits in the exception queue', run: paymentsPosted },
  { name: 'Every remittance moves the clearing account by exactly its payment (BPR02)', run: clearingExplained },
];

const filesAtOnce = 500;

async function filesUnchanged(sql: Sql): Promise<Found> {
  let checked = 0;
  const read = (after: bigint) =>
    sql.rows<{ id: bigint; digest: string }>(
      `select id, digest from inbound_file where id > $1 order by id limit ${filesAtOnce}`,
      [after],
    );
  for await (const page of pagesOf(read)) {
    for (const { id, digest } of page) {
      if ((await digestOfFile(sql, id)) !== digest)
        return { checked, failure: `file-${id} has other bytes than were received` };
      checked += 1;
    }
  }
  return { checked };
}

async function digestOfFile(sql: Sql, fileId: bigint): Promise<string> {
  const digester = sql.vault.digester();
  for await (const piece of fileBytes(sql, fileId)()) digester.update(piece);
  return digester.digest('hex');
}

/** Kinds of entries that a remittance posts; an entry of theirs that a person decided names its author. */
const ofFiles = `kind in ('payer-payment', 'contractual-adjustment', 'reversal', 'unapplied')
  or (kind in ('patient-responsibility', 'credit') and source ~ '^[0-9a-f]{64}:')`;

async function filesExist(sql: Sql): Promise<Found> {
  const counted = await sql.rows<{ checked: number }>(
    `select count(*)::int as checked from journal_entry where ${ofFiles}`,
  );
  const [bad] = await sql.rows<{ key: string }>(
    `select key from journal_entry e where (${ofFiles}) and made_by is null
       and not exists (select from inbound_file f where f.tenant = $1 and f.digest = split_part(e.source, ':', 1))
     limit 1`,
    [tenant],
  );
  return { checked: only(counted).checked, failure: bad && `entry ${bad.key} names no stored file` };
}

async function inputsExist(sql: Sql): Promise<Found> {
  const counted = await sql.rows<{ checked: number }>(
    `select count(*)::int as checked from journal_entry where not (${ofFiles})`,
  );
  const [bad] = await sql.rows<{ key: string }>(
    `select key from journal_entry e where not (${ofFiles}) and not case
       when kind in ('patient-payment', 'transfer', 'write-off') then
         exists (select from activity_result r where r.key = e.key)
       when kind in ('placement', 'recall') then exists (
         select from placement p where p.claim_id = e.claim_id and p.kind = e.kind
           and p.placement::text = substring(e.source from '[0-9]+$'))
       when kind = 'credit' then exists (select from journal_entry c where c.key || ':credits' = e.key)
       else exists (
         select from claim_version v where v.claim_id = e.claim_id
           and v.version::text = substring(e.source from '[0-9]+$'))
     end limit 1`,
  );
  return { checked: only(counted).checked, failure: bad && `entry ${bad.key} names nothing that is stored` };
}

async function clearingExplained(sql: Sql): Promise<Found> {
  const counted = await sql.rows<{ checked: number }>('select count(*)::int as checked from remittance');
  const [bad] = await sql.rows<{ id: string; wanted: bigint; found: bigint }>(
    `with moved as (
       select split_part(e.source, ':', 1) as digest, split_part(e.source, ':', 2) as place,
         sum(case when t.debit = 'payer-clearing' then t.amount_cents
           when t.credit = 'payer-clearing' then -t.amount_cents else 0 end) as amount
       from journal_entry e join journal_transfer t on t.entry_id = e.id
       -- What a person refuses was never paid.
       where 'payer-clearing' in (t.debit, t.credit) and e.made_by is null group by 1, 2
     )
     select r.id::text as id, r.amount_cents as wanted, coalesce(m.amount, 0)::bigint as found
     from remittance r join transaction_set s on s.id = r.transaction_set_id
       join interchange i on i.id = s.interchange_id join inbound_file f on f.id = i.file_id
       left join moved m on m.digest = f.digest
         and m.place = i.interchange_index || '.' || s.group_index || '.' || s.set_index
     -- The rest of a remittance that is posted in part is not in the books yet: its file is read or asked about.
     where r.amount_cents <> coalesce(m.amount, 0) and s.state <> 'posting' order by r.id limit 1`,
  );
  const failure =
    bad &&
    `remittance ${bad.id} pays ${dollars(toCents(bad.wanted))}, and the clearing account moved by ` +
      dollars(toCents(bad.found));
  return { checked: only(counted).checked, failure };
}

async function paymentsPosted(sql: Sql): Promise<Found> {
  const counted = await sql.rows<{ checked: number }>('select count(*)::int as checked from remittance_claim');
  const [bad] = await sql.rows<{ source: string; state: string }>(paymentsNotPosted);
  const failure = bad && `the books differ from claim payment ${bad.source}, which is ${bad.state}`;
  return { checked: only(counted).checked, failure };
}

// What a payment takes off its coverage is the sum of its movements if it is posted, also after a later payment
// reversed it. The money of an exception is unapplied, with an open work item. What is refused has moved nothing.
const paymentsNotPosted = `
  with moved as (
    select rc.id,
      sum(case when t.credit = 'receivable:coverage-' || rc.coverage then t.amount_cents
        when t.debit = 'receivable:coverage-' || rc.coverage then -t.amount_cents else 0 end) as posted,
      sum(case when t.credit = 'unapplied' then t.amount_cents
        when t.debit = 'unapplied' then -t.amount_cents else 0 end) as unapplied
    from remittance_claim rc join journal_entry e on e.source = rc.source and e.kind <> 'credit'
      join journal_transfer t on t.entry_id = e.id
    group by rc.id
  ), asked as (
    select distinct regexp_replace(key, ':remittance(:[0-9]+)?$', '') as source
    from work_item where kind = 'remittance' and closed_on is null
  )
  select rc.source, rc.state from remittance_claim rc left join moved m on m.id = rc.id left join asked a using (source)
  where coalesce(m.posted, 0) <> case when rc.state in ('posted', 'reversed') then (
      select coalesce(sum((movement ->> 'amountCents')::bigint), 0) from jsonb_array_elements(rc.movements) movement
    ) else 0 end
    or coalesce(m.unapplied, 0) <> case when rc.state = 'exception' then rc.paid_cents else 0 end
    or (rc.state = 'exception' and a.source is null)
  order by rc.id limit 1`;
