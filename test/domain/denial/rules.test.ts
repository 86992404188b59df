import { describe, expect, test } from '@jest/globals';
import { denialActions } from '../../../domain/denial/actions.ts';
import { denialCategories } from '../../../domain/denial/categories.ts';
import { guards } from '../../../domain/denial/guards.ts';
import { conditions, type Condition, type When } from '../../../domain/denial/rule.ts';
import { rules } from '../../../domain/denial/rules.ts';
import { classified, classifiedStatus } from './evidence.ts';

const sentences = /^[A-Z].*[.]$/;

test('every rule and guard has an id of its own, sentences, a source and known words', () => {
  const ids = [...rules, ...guards].map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) < at)).toEqual([]);
  for (const one of [...rules, ...guards]) {
    expect(one.id).toMatch(/^[a-z]+(-[a-zA-Z0-9]+)*$/);
    expect([one.found, one.canDo]).toEqual([expect.stringMatching(sentences), expect.stringMatching(sentences)]);
    expect(one.source.length).toBeGreaterThan(3);
    expect(denialActions).toContain(one.action);
    if (one.category !== undefined) expect(denialCategories).toContain(one.category);
  }
});

function statedBy(when: When): readonly Condition[] {
  return conditions.filter((condition) => when[condition] !== undefined);
}

describe('two rules that can match one answer', () => {
  test('differ in the conditions that they state, or in the value that is stated first', () => {
    const ties = rules.flatMap((one, at) =>
      rules.slice(at + 1).flatMap((other) => {
        const stated = statedBy(one.when);
        if (stated.join() !== statedBy(other.when).join()) return [];
        const isApart = stated.some(
          (condition) => !one.when[condition]?.some((value) => other.when[condition]?.includes(value)),
        );
        return isApart ? [] : [`${one.id} and ${other.id}`];
      }),
    );
    expect(ties).toEqual([]);
  });
});

test('a rule that was not verified only asks or waits, and a guard that was not verified only asks', () => {
  const unchecked = [...rules, ...guards].filter(({ checked }) => checked === false);
  expect(unchecked.length).toBeGreaterThan(0);
  expect(unchecked.filter(({ action }) => action !== 'ask-person' && action !== 'wait')).toEqual([]);
});

// The codes of the table of denials that the product promises, and of the audits by billers.
const promised =
  'CO-4 CO-5 CO-6 CO-7 CO-11 CO-15 CO-16 CO-18 OA-18 CO-22 OA-22 OA-23 CO-24 CO-26 PR-26 CO-27 PR-27 CO-29 PR-29 ' +
  'CO-31 PR-31 CO-44 CO-45 CO-50 CO-59 CO-96 PR-96 CO-97 OA-94 OA-100 CO-104 CO-105 CO-109 CO-119 PR-119 CO-129 ' +
  'OA-133 CO-140 CO-151 CO-163 CO-167 CO-170 CO-172 CO-183 CO-197 CO-198 CO-204 PR-204 CO-208 OA-209 CO-225 CO-226 ' +
  'CO-227 CO-234 CO-236 CO-246 CO-252 CO-253 CO-256 CO-A1 CO-B7 CO-B9 CO-B13 CO-B16 CO-B20 CO-P12 CO-P23 CO-P24 ' +
  'PR-1 PR-2 PR-3';

test.each(promised.split(' '))('the adjustment %s has a rule of its own', (code) => {
  const { rule } = classified(code);
  expect(rules.find(({ id }) => id === rule)?.when.reason).toContain(code.slice(3));
});

test.each('N290 N265 N264 N285 N286 N256 N257 M76 M51 M77 M20 M119 M62 MA04 N4 N382'.split(' '))(
  'the remark code %s beside CO-16 has a rule of its own',
  (remark) => {
    const { rule } = classified(`CO-16 ${remark}`);
    expect(rules.find(({ id }) => id === rule)?.when.remark).toContain(remark);
  },
);

test.each('MA130 N211 MA18 N89 N781 N782 N783'.split(' '))('the remark code %s has a guard', (remark) => {
  expect(guards.some(({ when }) => when.remark?.includes(remark))).toBe(true);
});

test.each('4 19 20 21 23'.split(' '))('the claim status %s has a rule of its own', (status) => {
  const { rule } = classified(`clp02=${status}`);
  expect(rules.find(({ id }) => id === rule)?.when.claimStatus).toContain(status);
});

test.each('A0 A1 A2 A3 A4 A5 A6 A7 A8'.split(' '))('the category %s of a 277CA has a rule', (category) => {
  const { rule } = classifiedStatus(`${category}:0`);
  expect(rules.find(({ id }) => id === rule)?.when.category).toContain(category);
});

test.each('P0 P1 P2 P3 P4 P5 F0 F1 F2 F3 F3F F3N F4 R0 R1 R4 R16 R17 D0 E0 E1 E2 E3 E4'.split(' '))(
  'the category %s of a 277 has a rule',
  (category) => {
    const { rule } = classifiedStatus(`${category}:0`, '277');
    expect(rules.find(({ id }) => id === rule)?.when.category).toContain(category);
  },
);

const statuses =
  '21 24 26 33 54 88 97 116 122 125 126 128 145 153 158 162 164 187 249 254 255 453 454 477 496 500 507 535 562';
test.each(statuses.split(' '))('the status %s of a rejected claim has a rule', (status) => {
  const { rule } = classifiedStatus(`A7:${status}`);
  expect(rules.find(({ id }) => id === rule)?.when.status).toContain(status);
});

test.each(['A0:16', 'A1:19', 'A2:20'])('the status %s of a received claim has a rule', (status) => {
  expect(classifiedStatus(status).rule).toBe('received-status');
});

test.each('IL QC 85 82 1P PR 41 DN'.split(' '))('the entity %s has rules', (entity) => {
  expect(rules.some(({ when }) => when.entity?.includes(entity))).toBe(true);
});
