import { Client } from 'pg';

// Two roles: the migration role owns the tables; the worker's role can read and add, and change only what is listed.

/** What the worker's role may do with a table that it may not change freely. All other tables: every row change. */
const restricted: Readonly<Record<string, string>> = {
  _prisma_migrations: 'select',
  accounting_period: 'select, insert',
  acknowledgment: 'select, insert',
  activity_result: 'select, insert',
  claim: 'select, insert, update (payer_control_number)',
  claim_balance: 'select',
  claim_input: 'select, insert',
  claim_version: 'select, insert',
  inbound_delivery: 'select, insert',
  inbound_file:
    'select, insert, update (state, reason, is_misdirected, attempts, read_at, ' +
    'dismissed_by, dismissed_because, dismissed_at)',
  installation_key: 'select, insert',
  installation_secret: 'select, insert',
  interchange: 'select, insert, update (tenant)',
  journal_entry: 'select, insert',
  journal_transfer: 'select, insert',
  outbound_interchange: 'select, insert, update (sent_at)',
  placement: 'select, insert, update (sent_at)',
  remittance: 'select, insert, update (canonical_digest)',
  remittance_claim: 'select, insert, update (state, claim_id, findings, movements, coverage, reverses_id)',
  remittance_decision: 'select, insert',
  remittance_provider_adjustment: 'select, insert, update (state, open_cents)',
  remitter: 'select, insert',
  statement: 'select, insert, update (sent_at)',
};

/** Grants the worker's role exactly its privileges. Run it as the migration role, after the migrations. */
export async function grantToWorker(migrationUrl: string, workerUrl: string): Promise<void> {
  await connected(migrationUrl, async (client) => {
    const worker = client.escapeIdentifier(decodeURIComponent(new URL(workerUrl).username));
    const { rows } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tableowner = current_user`,
    );
    const grants = rows.map(({ name }) => {
      const table = client.escapeIdentifier(name);
      const allowed = restricted[name] ?? 'select, insert, update, delete';
      return `revoke all on ${table} from public, ${worker}; grant ${allowed} on ${table} to ${worker};`;
    });
    const usage = ['schema public', 'all sequences in schema public'].map(
      (what) => `grant usage on ${what} to ${worker};`,
    );
    // One process at a time: PostgreSQL refuses two that grant on one table. The lock ends with the transaction.
    await client.query(`begin; select pg_advisory_xact_lock(837835279); ${[...usage, ...grants].join(' ')} commit`);
  });
}

/** Throws if the role could undo what it is not granted: it is a superuser, or it owns a table. */
export async function refusePowerfulRole(workerUrl: string): Promise<void> {
  await connected(workerUrl, async (client) => {
    const { rows } = await client.query<{ isPowerful: boolean }>(
      `select rolsuper or exists (
         select from pg_tables where schemaname = 'public' and pg_has_role(tableowner, 'member')
       ) as "isPowerful" from pg_roles where rolname = current_user`,
    );
    if (rows[0]?.isPowerful)
      throw new Error(
        'The role in DATABASE_URL is a superuser or owns the tables: give the worker a role of its own; ' +
          'the role in MIGRATION_DATABASE_URL owns the tables.',
      );
  });
}

async function connected(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
