import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { inputProblems } from '../../domain/claim/check-input.ts';
import { inputKinds, paymentMethods } from '../../domain/claim/inputs.ts';
import { writeOffReasons } from '../../domain/claim/write-off-reasons.ts';
import { patientControlNumberOf } from '../../domain/claim/patient-control-number.ts';
import { claimStatuses, owners } from '../../domain/claim/status.ts';
import { isoDate } from '../../domain/dates.ts';
import { inputDescriptions, queryDescriptions } from '../../workflows/descriptions.ts';
import type { ClaimView } from '../../domain/claim/view.ts';
import { claimsQueue, claimWorkflowId, factSignal, searchAttributes } from '../../workflows/messages.ts';

// docs/other-languages.md describes the contract of the code.

const read = (path: string): string => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');
const page = read('other-languages.md');
const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
/** The cells after the one that contains only this name. */
const rowOf = (name: string): readonly string[] => rows.find(([, first]) => first === `\`${name}\``)?.slice(2) ?? [];
const listOf = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
/** The page as one line, so that line breaks do not matter. */
const text = page.replaceAll(/\s+/g, ' ');

/** The fields of a claim's view; the compiler requires all of them. */
const viewFields: Readonly<Record<keyof ClaimView, true>> = {
  ...{ claimId: true, status: true, owner: true, next: true, dueOn: true, holds: true, version: true },
  ...{ submissions: true, balanceCents: true, statuses: true, intakeSha256: true, workItemId: true, statements: true },
};

describe('docs/other-languages.md', () => {
  test.each(inputKinds)('shows an example of %s that is valid and is also in the Temporal UI', (kind) => {
    const [optional = '', example = ''] = rowOf(kind);
    const json = example.replaceAll('`', '');
    const value = JSON.parse(json) as Record<string, unknown>;

    expect(inputProblems(kind, value, isoDate('2026-11-28'))).toEqual([]);
    expect(inputDescriptions[kind]).toContain(`Example: ${json}`);
    const optionalFields = new Set(optional.replaceAll('`', '').split(', '));
    for (const field of Object.keys(value)) {
      const { [field]: _, ...others } = value;
      const problems = inputProblems(kind, others, isoDate('2026-11-28'));
      expect(problems).toEqual(optionalFields.has(field) ? [] : [`${field}: is required`]);
    }
  });

  test.each(Object.keys(queryDescriptions))('describes the query %s', (name) => {
    expect(rowOf(name)).not.toEqual([]);
  });

  test('has every field, status, owner, payment method, write-off reason and search attribute', () => {
    for (const names of [Object.keys(viewFields), Object.keys(claimStatuses), owners, paymentMethods, writeOffReasons])
      expect(text).toContain(listOf(names));
    for (const { name } of Object.values(searchAttributes)) expect(text).toContain(`\`${name}\``);
    expect(text).toContain(`\`${factSignal.name}\` is a Signal of the worker`);
  });

  test('has the task queue, the workflow id, and the derived patient control number', () => {
    expect(page).toContain(`| task queue | \`${claimsQueue}\` |`);
    expect(page).toContain(`| workflow id | \`${claimWorkflowId('<patient control number>')}\` |`);
    const number = patientControlNumberOf(createHash('sha256').update('example-1').digest());
    expect(page).toContain(`gives \`${number}\``);
  });

  test('names the packages that .ci/run installs, and the script stays short', () => {
    const pinned = readFileSync(new URL('../../bin/python-client.mjs', import.meta.url), 'utf8');
    const named = /pip install (.*)/.exec(page)?.[1]?.split(' ') ?? [];
    expect(named).toHaveLength(2);
    for (const name of named) expect(pinned).toContain(`'${name}'`);
    const lines = read('claimloop_client.py').split('\n');
    expect(lines.filter((line) => line !== '' && !/^(import|from|""")/.test(line)).length).toBeLessThanOrEqual(30);
  });
});
