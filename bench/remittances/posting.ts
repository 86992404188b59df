import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { storeFile } from '../../activities/files/store-file.ts';
import { only, tenant } from '../../activities/store/rows.ts';
import { median, type MeasurementOptions, type Result } from '../result.ts';
import { bareInsertSeconds } from './bare-insert.ts';
import { type BenchBooks, openAs, startBooks } from './books.ts';
import { remittanceFile } from './file.ts';

/** Claims of the large file. The small one has a tenth. */
const usualClaims = 100_000;

/** Claims that are opened one after another to measure latency without other load, and the wait between two. */
const probes = 50;
const betweenProbesMs = 100;

interface Read {
  readonly seconds: number;
  readonly peakBytes: number;
}

/**
 * Claims per second that a remittance posts (read, balanced, posted, with balances and outbox), beside the bare
 * insertion of the same rows into tables with the same indexes; the memory of the process that reads it, beside a file
 * of a tenth; and the time in which other claims are opened meanwhile, beside an idle database.
 */
export async function remittancePosting({ claims = usualClaims }: MeasurementOptions): Promise<readonly Result[]> {
  const few = Math.ceil(claims / 10);
  const books = await startBooks(claims + few);
  try {
    const small = await post(books, 0, few);
    await books.client.query('delete from outbox_event');
    const idle = await latencies(books, 'IDLE', (count) => count < probes);
    let isOver = false;
    const posting = post(books, few, claims).finally(() => (isOver = true));
    const busy = await latencies(books, 'BUSY', () => !isOver);
    const large = await posting;
    const bare = (await bareInsertSeconds(books.client)) * (claims / (claims + few));
    const [value, baseline] = [claims / large.seconds, claims / bare];
    const [busyMs, idleMs] = [median(busy), median(idle)];
    return [
      { name: 'remittance-posting', value, unit: 'claims per second', baseline, ratio: value / baseline },
      {
        ...{ name: 'remittance-posting-memory', value: megabytes(large), unit: 'MB at most' },
        ...{ baseline: megabytes(small), ratio: large.peakBytes / small.peakBytes },
      },
      {
        ...{ name: 'remittance-posting-latency', value: busyMs, unit: 'ms to open another claim' },
        ...{ baseline: idleMs, ratio: busyMs / idleMs },
      },
      { name: 'remittance-posting-latency-p99', value: percentile(busy, 0.99), unit: 'ms to open another claim' },
    ];
  } finally {
    await books.stop();
  }
}

async function post(books: BenchBooks, first: number, claims: number): Promise<Read> {
  const { settings, context, intake } = books;
  const today = context.today();
  const bytes = remittanceFile(intake, { first, claims, today, trace: `BENCH${first}` });
  const file = { name: `bench-${first}.835`, size: bytes.byteLength, modifiedAt: Date.now() };
  await storeFile(context.database, { partnerId: 'bench', file, bytes, today });
  const { sql } = context.database;
  const stored = await sql.rows<{ id: bigint }>('select max(id) as id from inbound_file where tenant = $1', [tenant]);
  const child = fork(fileURLToPath(new URL('./reader.js', import.meta.url)));
  await once(child, 'message');
  child.send({ settings, fileId: String(only(stored).id) });
  const [read] = (await Promise.race([once(child, 'message'), failed(once(child, 'exit'))])) as [Read];
  const posted = await sql.rows<{ count: number }>(
    `select count(*)::int as count from remittance_claim c join inbound_file f on f.id = $1
     where c.state = 'posted' and f.state = 'read'`,
    [only(stored).id],
  );
  if (only(posted).count !== first + claims) throw new Error(`only ${only(posted).count} claim payments were posted`);
  return read;
}

async function failed(exit: Promise<unknown>): Promise<never> {
  await exit;
  throw new Error('the process that reads the file ended');
}

/** Milliseconds in which claims are opened, one after another. */
async function latencies(
  { context, intake }: BenchBooks,
  name: string,
  isWanted: (count: number) => boolean,
): Promise<readonly number[]> {
  const all: number[] = [];
  while (isWanted(all.length)) {
    const began = performance.now();
    await openAs(context, intake, `${name}${String(all.length).padStart(6, '0')}`);
    all.push(performance.now() - began);
    await pause(betweenProbesMs);
  }
  return all;
}

function percentile(figures: readonly number[], part: number): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length * part)] ?? 0;
}

function megabytes({ peakBytes }: Read): number {
  return peakBytes / 1_000_000;
}
