import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { workflowBundlePath } from './support/temporal.ts';

// Keeps cached workflows small, and keeps schemas and activities out of replays.
test('the workflow bundle contains no schema library, no database client and no activity', async () => {
  const code = await readFile(await workflowBundlePath(), 'utf8');
  const modules = [...code.matchAll(/^\/\*{3}\/ "\.\/([^"]+)"/gm)].map((match) => match[1] ?? '');
  expect(modules.length).toBeGreaterThan(10);
  expect(modules.some((name) => name.includes('workflows/claim'))).toBe(true);
  expect(
    modules.filter((name) =>
      /node_modules\/(zod|@prisma|pg|ssh2|pdfkit)\/|^(activities|prisma|client\/cli)\//.test(name),
    ),
  ).toEqual([]);
});
