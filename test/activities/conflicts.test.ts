import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codeOf, connectDatabase, type Database, isRefusedData, type Sql } from '../../activities/store/database.ts';
import { testKeys } from '../support/keys.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

// Transactions that conflict run again until each has its effect. Uses PostgreSQL.

let db: TestDatabase;
let database: Database;

beforeAll(async () => {
  db = await createTestDatabase();
  database = await connectDatabase(db.url, testKeys);
}, 60_000);
afterAll(async () => {
  await database?.close();
  await db?.drop();
});

const start = 'insert into control_number (name, next) values ($1, 0), ($2, 0)';
const read = 'select sum(next)::int as total from control_number where name = any($1::text[])';

test.each(['inTransaction', 'inSqlTransaction'] as const)('%s', async (kind) => {
  const names = [`${kind}-a`, `${kind}-b`];
  await database.sql.rows(start, names);
  // Each reads both rows and writes one: without serialization, both would write 1.
  const write = (at: number) =>
    database[kind](async (sql: Sql) => {
      const [row] = await sql.rows<{ total: number }>(read, [names]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await sql.rows('update control_number set next = $2 where name = $1', [names[at], (row?.total ?? 0) + 1]);
    });
  await Promise.all([write(0), write(1), write(0)]);
  const [row] = await database.sql.rows<{ total: number }>(read, [names]);
  expect(row?.total).toBeGreaterThanOrEqual(5);
});

test('data that a raw statement cannot store is refused, in either kind of transaction', async () => {
  for (const kind of ['inTransaction', 'inSqlTransaction'] as const) {
    const error = await database[kind]((sql: Sql) => sql.rows(`select $1::text`, ['\0'])).catch(
      (thrown: unknown) => thrown,
    );
    expect([kind, codeOf(error)]).toEqual([kind, '22021']);
    expect(isRefusedData(codeOf(error) ?? '')).toBe(true);
  }
});
