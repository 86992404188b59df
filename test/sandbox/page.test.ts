import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readScenario } from '../../client/demo/scenario.ts';
import { sandboxPage } from '../../sandbox/page.ts';
import { behaviorsSchema } from '../../sandbox/schema/behaviors.ts';

// docs/sandbox.md is generated from the shipped rules, and its example can be used.

test('docs/sandbox.md is current (npm run docs writes it)', () => {
  expect(readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8')).toBe(sandboxPage());
});

const examples = [...sandboxPage().matchAll(/```json\n([^`]+)```/g)].map(([, text = '']) => text);

test('the examples of docs/sandbox.md are a valid behavior and a valid scenario', () => {
  const [example = '', scenario = ''] = examples;
  expect(readScenario('mine.json', scenario).kind).toBe('scenario');
  expect(behaviorsSchema.parse([JSON.parse(example)])[0]?.submissions[0]?.steps).toHaveLength(4);
});

test('a fault in the rules is named with its path and what is allowed', () => {
  const steps = [{ kind: '835', payments: [{ kind: 'pay', adjust: [{ as: 'CO197' }] }] }];
  const read = behaviorsSchema.safeParse([{ marker: 'X', title: 'x', submissions: [{ steps }] }]);
  expect(read.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
    '0.submissions.0.steps.0.payments.0.adjust.0.as: must be a group and a reason code, such as CO-197',
  ]);
});
