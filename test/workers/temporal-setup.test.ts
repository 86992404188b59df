import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { registerSearchAttributes } from '../../workers/temporal-setup.ts';
import { createDevServerEnvironment } from '../support/temporal.ts';

let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createDevServerEnvironment();
});

afterAll(() => env.teardown());

async function registered(): Promise<readonly string[]> {
  const { customAttributes } = await env.connection.operatorService.listSearchAttributes({ namespace: 'default' });
  return Object.keys(customAttributes);
}

test('search attributes are registered, and registering them again changes nothing', async () => {
  await Promise.all([
    registerSearchAttributes(env.connection, 'default'),
    registerSearchAttributes(env.connection, 'default'),
  ]);

  expect(await registered()).toEqual(expect.arrayContaining(['ClaimStatus', 'NextActionAt', 'BalanceCents']));
});

test('a search attribute with another type stops the worker', async () => {
  await env.connection.operatorService.removeSearchAttributes({
    namespace: 'default',
    searchAttributes: ['BalanceCents'],
  });
  await env.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: { BalanceCents: 2 },
  });

  await expect(registerSearchAttributes(env.connection, 'default')).rejects.toThrow('BalanceCents has another type');
});
