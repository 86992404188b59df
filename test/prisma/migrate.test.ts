import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { migrate } from '../../prisma/migrate.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/postgres.ts';

let folder: string;
let database: TestDatabase;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimloop-migrate-'));
  database = await createEmptyDatabase();
});

async function aMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

describe('migrations', () => {
  test('are applied in order of their names, once each', async () => {
    await aMigration('2_second', 'alter table ledger add column amount bigint;');
    await aMigration('1_first', 'create table ledger (id int primary key);');

    expect(await migrate(database.ownerUrl, folder)).toEqual(['1_first', '2_second']);
    expect(await migrate(database.ownerUrl, folder)).toEqual([]);
    expect(await database.query('select * from ledger')).toEqual([]);
  });

  test('that are new are applied to a database that has the earlier ones', async () => {
    await aMigration('1_first', 'create table ledger (id int primary key);');
    await migrate(database.ownerUrl, folder);
    await aMigration('2_second', 'create table claim (id int primary key);');

    expect(await migrate(database.ownerUrl, folder)).toEqual(['2_second']);
  });

  test('may contain functions and triggers with semicolons', async () => {
    await aMigration(
      '1_first',
      `
      create table entry (amount int);
      create function refuse() returns trigger language plpgsql as $$
      begin
        raise exception 'append-only';
      end $$;
      create trigger append_only before delete on entry for each row execute function refuse();`,
    );
    await migrate(database.ownerUrl, folder);
    await database.query('insert into entry values (1)');

    await expect(database.query('delete from entry')).rejects.toThrow('append-only');
  });

  test('are applied once when several processes start at the same time', async () => {
    await aMigration('1_first', 'create table ledger (id int primary key);');

    const applied = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl, folder)));

    expect(applied.flat()).toEqual(['1_first']);
  });

  test("are recorded in Prisma's table", async () => {
    await aMigration('1_first', 'create table ledger (id int primary key);');
    await migrate(database.ownerUrl, folder);

    const rows = await database.query('select migration_name, applied_steps_count from _prisma_migrations');

    expect(rows).toEqual([{ migration_name: '1_first', applied_steps_count: 1 }]);
  });
});

describe('a migration is refused', () => {
  test('if it was edited after it was applied', async () => {
    await aMigration('1_first', 'create table ledger (id int primary key);');
    await migrate(database.ownerUrl, folder);
    await aMigration('1_first', 'create table ledger (id bigint primary key);');

    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow('1_first was edited');
  });

  test('if the database has one that this version does not know', async () => {
    await aMigration('1_first', 'create table ledger (id int primary key);');
    await migrate(database.ownerUrl, folder);

    await expect(migrate(database.ownerUrl, await mkdtemp(join(tmpdir(), 'claimloop-migrate-')))).rejects.toThrow(
      'has the unknown migration',
    );
  });

  test('if it fails, and at the next attempt', async () => {
    await aMigration('1_first', 'create table ledger (id int primary key); create table ledger (id int);');

    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow();
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow('did not finish');
  });
});
