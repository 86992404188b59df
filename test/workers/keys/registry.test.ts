import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { clientDataConverter } from '../../../client/encryption/data-converter.ts';
import { KeyProblem } from '../../../client/encryption/key-check.ts';
import { type KeyRing, readKeys } from '../../../client/encryption/keys.ts';
import { recordedKeys, recordIn, refuseOtherClient } from '../../../client/key-record.ts';
import { registeredKeys, registerKeys, type TemporalSide } from '../../../workers/keys/registry.ts';
import { installationWorkflowId } from '../../../workflows/messages.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { createDevServerEnvironment } from '../../support/temporal.ts';

const ringOf = (id: string, fill: number): KeyRing =>
  readKeys(`${id}:${Buffer.alloc(32, fill).toString('base64')}`, 'test');
const ours = ringOf('k1', 1);
const others = ringOf('k9', 9);

let env: TestWorkflowEnvironment;
let db: TestDatabase;
beforeAll(async () => void (env = await createDevServerEnvironment()));
afterAll(() => env.teardown());
beforeEach(async () => void (db = await createTestDatabase()));
afterEach(async () => {
  await db.drop();
  await forgetRecord();
});

const sideOf = (keys: KeyRing): TemporalSide => ({
  connection: env.connection,
  namespace: 'default',
  client: new Client({ connection: env.connection, dataConverter: clientDataConverter(keys) }),
});
const register = (keys: KeyRing): Promise<void> => registerKeys(db.url, sideOf(keys), keys);
const recorded = async (): Promise<readonly string[] | undefined> =>
  (await recordedKeys(env.connection, 'default', ours))?.map(({ id, state }) => `${id} ${state}`);

async function forgetRecord(): Promise<void> {
  if (!(await recordIn(env.connection, 'default'))) return;
  const execution = { namespace: 'default', workflowExecution: { workflowId: installationWorkflowId } };
  await env.connection.workflowService.deleteWorkflowExecution(execution);
  while (await recordIn(env.connection, 'default')) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('a new installation registers its keys in the database and in Temporal; again changes nothing', async () => {
  await register(ours);
  const before = await recordIn(env.connection, 'default');
  await register(ours);

  expect(await registeredKeys(db.url)).toMatchObject([{ id: 'k1', state: 'active' }]);
  expect(await recorded()).toEqual(['k1 active']);
  expect(await recordIn(env.connection, 'default')).toEqual(before);
  await expect(refuseOtherClient(env.connection, 'default', ours)).resolves.toBeUndefined();
});

test('a worker with other keys is refused and writes nothing', async () => {
  await register(ours);
  const before = await recordIn(env.connection, 'default');

  await expect(register(others)).rejects.toThrow(KeyProblem);
  await forgetRecord();
  await expect(register(others)).rejects.toThrow('it encrypts with key k1; the keys given are k9.');

  expect(before).toBeDefined();
  expect(await registeredKeys(db.url)).toHaveLength(1);
  expect(await recordIn(env.connection, 'default')).toBeUndefined();
});

test('a client with other keys is refused; so is one where no worker has registered keys', async () => {
  await expect(refuseOtherClient(env.connection, 'default', ours)).rejects.toThrow('No worker has registered');
  await register(ours);
  await expect(refuseOtherClient(env.connection, 'default', others)).rejects.toThrow('the keys given are k9.');
  await expect(refuseOtherClient(env.connection, 'default', ringOf('k1', 9))).rejects.toThrow(
    'only the id is the same',
  );
});

describe('what is lost on one side', () => {
  test('is registered there again from the other side', async () => {
    await register(ours);
    await forgetRecord();
    await register(ours);
    expect(await recorded()).toEqual(['k1 active']);

    await db.query('delete from installation_key');
    await register(ours);
    expect(await registeredKeys(db.url)).toMatchObject([{ id: 'k1', state: 'active' }]);
  });

  test('on both sides of an installation with claims is refused', async () => {
    await db.query(
      `insert into inbound_file (partner_id, digest, size_bytes, bytes, received_on, due_on)
       values ('payer', 'x', 0, '', '2026-03-10', '2026-03-30')`,
    );
    await expect(register(others)).rejects.toThrow('There are claims in the database, but no key is registered');
    expect(await registeredKeys(db.url)).toEqual([]);
  });
});

test('`start` with other keys ends with one sentence and exit code 2, and starts nothing', async () => {
  await register(ours);
  const run = await start({ CLAIMLOOP_KEYS: `k9:${Buffer.alloc(32, 9).toString('base64')}` });

  expect(run).toEqual({
    code: 2,
    out: '',
    err: 'These are not the keys of this installation: it encrypts with key k1; the keys given are k9.\n',
  });
  const query = `WorkflowType = 'claim'`;
  const { count } = await env.connection.workflowService.countWorkflowExecutions({ namespace: 'default', query });
  expect(Number(count)).toBe(0);
});

function start(variables: Readonly<Record<string, string>>): Promise<{ code: number; out: string; err: string }> {
  const program = fileURLToPath(new URL('../../../bin/claimloop.mjs', import.meta.url));
  const intake = fileURLToPath(new URL('../../../docs/example-intake.json', import.meta.url));
  const { PATH, HOME } = process.env;
  const environment = { PATH, HOME, TEMPORAL_ADDRESS: env.address, ...variables };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, 'start', intake], { env: environment }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}
