import { expect, test } from '@jest/globals';
import { laterPayerQuestion, unclearQuestion } from '../../../domain/claim/workflow-questions.ts';
import { cents } from '../../../domain/money.ts';

test('a later coverage is named with its payer, its amount, and what can be done', () => {
  const debtor = { kind: 'later-payer', coverage: 2, balanceCents: cents(2_000) } as const;
  expect(laterPayerQuestion({ ...debtor, payerId: 'GAP01' })).toMatchObject({
    kind: 'next-payer',
    found: 'Coverage 2, payer GAP01, owes $20.00.',
    canDo: expect.stringContaining('--from coverage-2 --to patient'),
  });
  expect(laterPayerQuestion({ ...debtor, coverage: 3 }).found).toBe('Coverage 3 owes $20.00.');
});

test('an unclear balance says what stands beside it', () => {
  const found = (credit: number, exceptions: number) =>
    unclearQuestion({ kind: 'unclear', balanceCents: cents(900), creditCents: cents(credit), exceptions }).found;
  expect(found(300, 0)).toBe('The patient owes $9.00, and $3.00 was paid too much. Nobody is billed.');
  expect(found(0, 1)).toBe('The patient owes $9.00, and a remittance waits for a decision. Nobody is billed.');
  expect(found(300, 2)).toContain('$3.00 was paid too much, and 2 remittances wait for a decision.');
});
