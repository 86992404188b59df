import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type ActivitiesConfig } from '../../activities/config.ts';
import { createContext } from '../../activities/index.ts';
import type { ActivityContext, ClaimWorkflows } from '../../activities/context.ts';
import { openClaim } from '../../activities/database/open-claim.ts';
import { builtInClaims } from '../../client/demo/intakes.ts';
import { newKey } from '../../client/encryption/keys.ts';
import { isoDate, type Instant } from '../../domain/dates.ts';
import { readIntake } from '../../domain/schema/read-intake.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import { migrate, migrationsFolder } from '../../prisma/migrate.ts';
import { grantToWorker } from '../../prisma/roles.ts';
import { choosePort } from '../../workers/stack/ports.ts';
import { ensureDatabase, startPostgres } from '../../workers/stack/postgres.ts';

/** Books on a durable PostgreSQL of their own. */
export interface BenchBooks {
  /** What another process needs to open them; the keys as base64. */
  readonly settings: BooksSettings;
  readonly context: ActivityContext;
  /** As the superuser. */
  readonly client: Client;
  /** The patient file that every claim has. */
  readonly intake: Intake;
  stop(): Promise<void>;
}

/** What a process needs to open the books. */
export interface BooksSettings {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly keyId: string;
  readonly key: string;
  readonly startedAt: string;
  readonly startDate: string;
}

const noWorkflows: ClaimWorkflows = {
  signal: async () => 'closed',
  resume: async () => undefined,
  async *running() {},
  storeStanding: async () => false,
  waitingTasks: async () => 0,
  statusOf: async () => undefined,
};

/** Opens the books in this process. */
export function openBooks({
  databaseUrl,
  folder,
  keyId,
  key,
  startedAt,
  startDate,
}: BooksSettings): Promise<ActivityContext> {
  const config: ActivitiesConfig = {
    dataFolder: folder,
    archiveFolder: join(folder, 'archive'),
    databaseUrl,
    keys: [{ id: keyId, secret: Buffer.from(key, 'base64') }],
    profiles: {},
    partners: [
      {
        partnerId: 'bench',
        kind: 'payer',
        payerIds: ['*'],
        senderId: 'CLAIMLOOP',
        receiverId: 'BENCHPAYER',
        pollMs: 1_000,
        quietMinutes: 0,
        accepts: { remitterIds: ['1999999999'] },
        transport: { kind: 'folder', inbox: join(folder, 'inbox'), outbox: join(folder, 'outbox') },
      },
    ],
    clock: { startedAt: startedAt as Instant, startDate: isoDate(startDate), dayMs: 86_400_000, timeZone: 'UTC' },
  };
  return createContext(config, noWorkflows);
}

/** Starts PostgreSQL with fsync, and stores as many open claims as wanted, alike but for their ids. */
export async function startBooks(claims: number): Promise<BenchBooks> {
  const folder = await mkdtemp(join(tmpdir(), 'claimloop-remittances-'));
  const port = await choosePort();
  const server = await startPostgres({ folder: join(folder, 'postgres'), port });
  await ensureDatabase(server, 'bench');
  const owner = server.urlOf('bench', 'claimloop_owner');
  await migrate(owner, migrationsFolder);
  await grantToWorker(owner, server.urlOf('bench', 'claimloop_worker'));
  const { id, secret } = newKey();
  const settings = {
    databaseUrl: server.urlOf('bench', 'claimloop_worker'),
    ...{ folder, keyId: id, key: Buffer.from(secret).toString('base64') },
    ...{ startedAt: new Date().toISOString(), startDate: new Date().toISOString().slice(0, 10) },
  };
  const context = await openBooks(settings);
  const intake = firstIntake(settings.startDate);
  await openAs(context, intake, idOf(0));
  const client = new Client({ connectionString: server.urlOf('bench') });
  await client.connect();
  await client.query("select set_config('search_path', 'public', false)");
  for (let first = 1; first < claims; first += 5_000)
    await copyClaim(client, first, Math.min(first + 4_999, claims - 1));
  await client.query('analyze');
  return {
    ...{ settings, context, client, intake },
    async stop() {
      await client.end();
      await context.database.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The claim of a number. */
export function idOf(number: number): string {
  return `BENCH${String(number).padStart(7, '0')}`;
}

/** Opens a claim: stores its patient file and posts its charges. */
export async function openAs(context: ActivityContext, intake: Intake, claimId: string): Promise<void> {
  const given = { ...intake, externalId: claimId, patientControlNumber: claimId };
  const opened = await openClaim(context, { workflowId: `claim-${claimId}`, runId: 'bench', intake: given });
  if (opened.kind !== 'opened') throw new Error(`not opened: ${opened.kind}`);
}

function firstIntake(today: string): Intake {
  const [first] = builtInClaims(1, 1, today);
  const read = readIntake({ ...(first?.intake as object), policy: { profile: 'default' } });
  if (read.kind === 'problems') throw new Error('the patient file has problems');
  return read.intake;
}

/** Stores claims like the first one, in bulk: their patient files, and their charges with balances. */
async function copyClaim(client: Client, from: number, to: number): Promise<void> {
  const number = "'BENCH' || lpad(n::text, 7, '0')";
  await client.query(
    `insert into claim select ${number}, tenant, external_id, n::text, n::text, payer_id, opened_on, timely_filing_on,
       policy, null from claim, generate_series(${from}, ${to}) n where id = '${idOf(0)}'`,
  );
  await client.query(
    `insert into claim_version select ${number}, version, correction_id, made_by, reason, intake, billing_npi,
       billing_tax_id, made_at from claim_version, generate_series(${from}, ${to}) n where claim_id = '${idOf(0)}'`,
  );
  await client.query(
    `with made as (
       insert into journal_entry (key, kind, claim_id, effective_on, posted_on, source, transfers, inputs_sha256)
       select 'bench:' || n, kind, ${number}, effective_on, posted_on, source, transfers, inputs_sha256
       from journal_entry, generate_series(${from}, ${to}) n where claim_id = '${idOf(0)}' returning id
     )
     insert into journal_transfer (entry_id, ordinal, line, debit, credit, amount_cents)
     select made.id, t.ordinal, t.line, t.debit, t.credit, t.amount_cents from made, journal_transfer t
       join journal_entry e on e.id = t.entry_id where e.claim_id = '${idOf(0)}'`,
  );
}
