import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { choosePort } from '../../workers/stack/ports.ts';
import { type PostgresServer, startPostgres } from '../../workers/stack/postgres.ts';

let folder: string;
let server: PostgresServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimloop-postgres-log-'));
  server = await startPostgres({ folder, port: await choosePort(), durable: false });
}, 90_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

test('refused values, constraints and statements leave no value in the log', async () => {
  const client = new Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  const codes: unknown[] = [];
  const run = (sql: string, values: readonly unknown[] = []): Promise<void> =>
    client.query(sql, [...values]).then(
      () => undefined,
      (error: { code: unknown }) => void codes.push(error.code),
    );
  await run(`create table patient (name text primary key check (name <> 'Plantedcheck'), age int not null)`);
  const insert = 'insert into patient values ($1, $2)';
  await run(insert, ['Plantedname', 40]);
  await run(insert, ['Plantedname', 41]);
  await run(insert, ['Plantedcheck', 41]);
  await run(insert, ['Plantedother', null]);
  await run(insert, ['Plantedother', 'Plantedage']);
  await run(`insert into patient values ('Plantedliteral', 'Plantedage'::int)`);
  await run(`select Plantedcolumn from patient`);
  await run(`do $$ begin raise warning 'Plantedwarning'; end $$`);
  await client.end();
  expect(codes).toEqual(['23505', '23514', '23502', '22P02', '22P02', '42703']);
  // A refused password is logged at a level that stays: the log is the one that is read.
  const wrong = new Client({ connectionString: server.urlOf('postgres').replace(/:[^:@]+@/, ':wrong@') });
  await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' });
  const text = await readFile(join(folder, 'postgres.log'), 'utf8');
  expect(text).toContain('password authentication failed');
  expect(text).not.toMatch(/planted/i);
}, 60_000);
