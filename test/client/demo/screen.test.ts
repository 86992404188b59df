import { expect, test } from '@jest/globals';
import { builtInClaims } from '../../../client/demo/intakes.ts';
import type { Played } from '../../../client/demo/play.ts';
import { liveTable } from '../../../client/demo/screen.ts';

const played = (count: number): readonly Played[] =>
  builtInClaims(count, 1, '2026-03-05').map((claim, index) => ({
    ...claim,
    claimId: `75D1X8QB8D${String(index).padStart(2, '0')}`,
    view: undefined,
    isDone: index === 0,
  }));

test.each([12, 100])('the live table of %i claims fits 80x24', (count) => {
  const lines = liveTable(played(count), { columns: 80, rows: 24 }).split('\n');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  expect(lines.length).toBeLessThan(24);
  expect(lines.at(-1)).toBe(`1 of ${count} done`);
});

test('when there are more claims than rows, unfinished claims are shown first', () => {
  const shown = liveTable(played(100), { columns: 80, rows: 24 });
  expect([shown.includes('75D1X8QB8D00'), shown.includes('75D1X8QB8D01')]).toEqual([false, true]);
});

test('a wide terminal shows full scenario names, a narrow one shortens them', () => {
  const [wide, narrow] = [200, 60].map((columns) => liveTable(played(12), { columns, rows: 24 }));
  expect([wide?.includes('…'), narrow?.includes('…')]).toEqual([false, true]);
});
