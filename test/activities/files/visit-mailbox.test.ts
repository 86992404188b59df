import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CancelledFailure } from '@temporalio/common';
import { archiveSubject } from '../../../domain/partner-trouble.ts';
import { permanent, temporary } from '../../../activities/failures.ts';
import { fetchFiles } from '../../../activities/files/fetch-files.ts';
import { visitMailbox } from '../../../activities/files/visit-mailbox.ts';
import { anActivity, install, type Installation } from '../installation.ts';

// A visit waits until it finds files. What is wrong with a partner is asked once, and the visits go on.

let office: Installation;
beforeAll(async () => void (office = await install()), 120_000);
afterAll(() => office?.remove());

type Fetch = typeof fetchFiles;

/** The partner, visited every 20 ms; `fetch` stands for one visit. */
function visit(fetch: Fetch, partnerId = 'payer') {
  const partners = office.context.partners.map((partner) => ({ ...partner, pollMs: 20 }));
  const activity = anActivity();
  const result = activity.run(
    (input: { partnerId: string }) => {
      return visitMailbox({ ...office.context, partners }, input, fetch);
    },
    { partnerId },
  );
  return { activity, result };
}

async function questions(): Promise<readonly string[]> {
  const report = await office.database.readReport({ report: 'worklist', filter: { kind: 'partner' } });
  return report.report === 'worklist' ? report.items.map(({ found }) => found) : [];
}

/** Rows of all tables that a visit might write. */
async function rows(): Promise<unknown> {
  return office.db.query('select (select count(*) from remote_file) a, (select count(*) from work_item) b');
}

test('a visit that finds nothing is repeated and adds no row; one that finds a file ends', async () => {
  let visits = 0;
  const before = await rows();
  const { result } = visit(async (context, input) => {
    visits += 1;
    if (visits === 5) return { fetched: 2, isMore: false };
    return fetchFiles(context, input);
  });
  expect(await result).toEqual({ fetched: 2 });
  expect(visits).toBe(5);
  expect(await rows()).toEqual(before);
});

test('a worker that ends ends the wait at once', async () => {
  const { activity, result } = visit(async () => ({ fetched: 0, isMore: false }));
  await pause(50);
  activity.cancel('WORKER_SHUTDOWN');
  await expect(result).rejects.toThrow(CancelledFailure);
});

test('a refused login is asked about once, at once, and the visits go on', async () => {
  let visits = 0;
  const { result } = visit(async () => {
    visits += 1;
    if (visits < 4) throw permanent('credentials-refused', { partner: 'payer' });
    return { fetched: 1, isMore: false };
  });
  expect(await result).toEqual({ fetched: 1 });
  expect(await questions()).toEqual([expect.stringContaining('refuses our user name')]);
});

test('an archive that cannot be written is asked about as such', async () => {
  const visits = [permanent('archive-failed', { partner: archiveSubject, code: 'ENOSPC' }), undefined];
  const { result } = visit(async () => {
    const failure = visits.shift();
    if (failure) throw failure;
    return { fetched: 1, isMore: false };
  });
  await result;
  expect(await questions()).toContainEqual(expect.stringContaining('archive'));
});

test('files that were stored earlier end the wait although the partner does not answer', async () => {
  await office.db.query(
    `insert into inbound_file (partner_id, digest, size_bytes, bytes, received_on, due_on)
     values ('agency', 'd1', 0, '', '2026-03-10', '2026-03-10')`,
  );
  const { result } = visit(async () => Promise.reject(temporary('partner-away', { partner: 'agency' })), 'agency');
  expect(await result).toEqual({ fetched: 0 });
});

test('a failing database, or a partner that this worker does not know, is left to another attempt', async () => {
  await expect(visit(async () => Promise.reject(new Error('no database'))).result).rejects.toThrow('no database');
  const unknown = visit(async () => ({ fetched: 1, isMore: false }), 'nobody');
  await expect(unknown.result).rejects.toMatchObject({ type: 'partner-not-here', nonRetryable: false });
});
