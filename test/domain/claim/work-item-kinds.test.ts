import { expect, test } from '@jest/globals';
import { workItemKinds } from '../../../domain/claim/work-item-kinds.ts';

test('the kinds of work items are those of claims, files and partners, each once', () => {
  expect(workItemKinds).toEqual(expect.arrayContaining(['coding', 'agency', 'file', 'unknown-claim', 'partner']));
  expect(new Set(workItemKinds).size).toBe(workItemKinds.length);
  expect(workItemKinds).not.toContain('nonsense');
});
