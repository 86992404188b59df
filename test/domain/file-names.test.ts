import { expect, test } from '@jest/globals';
import { fileNamePatterns, outboundFileName, patternProblem } from '../../domain/file-names.ts';

// Every outbound file has a unique name that any file system can hold and that contains no PHI.

const values = { controlNumber: '000000042', date: '20260310', time: '143000' };

test.each(Object.entries(fileNamePatterns))('the default pattern for %s is a valid one', (kind, { otherwise }) => {
  expect(patternProblem(otherwise, kind as keyof typeof fileNamePatterns)).toBeUndefined();
});

test('a claim file is named by its control number, and a resend has another name', () => {
  expect(outboundFileName({ kind: 'payer' }, values)).toBe('000000042.837');
  expect(outboundFileName({ kind: 'payer' }, values, 2)).toBe('000000042-r2.837');
});

test("a partner's pattern is filled in", () => {
  const partner = { kind: 'payer' as const, sends: { fileName: 'ELM_{date}{time}_{controlNumber}' } };
  expect(outboundFileName(partner, values)).toBe('ELM_20260310143000_000000042');
  expect(outboundFileName(partner, values, 1)).toBe('ELM_20260310143000_000000042-r1');
  const agency = { kind: 'agency' as const };
  const placed = { kind: 'placement', date: '20260801', batch: 'PCN00001-1' };
  expect(outboundFileName(agency, placed)).toBe('claimloop_placement_20260801_PCN00001-1.csv');
});

test.each([
  ['without its control number', 'claims_{date}.837', 'payer'],
  ['with the patient', '{controlNumber}_{patient}.837', 'payer'],
  ['with a folder', '../{controlNumber}.837', 'payer'],
  ['with a space', 'claims {controlNumber}.837', 'payer'],
  ['with an open brace', '{controlNumber}{date.837', 'payer'],
  ['that is hidden', '.{controlNumber}.837', 'payer'],
  ['that means an upload in progress', '{controlNumber}.tmp', 'payer'],
  ['with the same name for a placement and its recall', '{batch}.csv', 'agency'],
  ['with a placeholder of claim files', '{kind}{batch}{controlNumber}.csv', 'agency'],
  ['without a placeholder', 'statement.pdf', 'mail'],
] as const)('a name %s is refused', (_, pattern, kind) => {
  expect(patternProblem(pattern, kind)).toBeDefined();
});
