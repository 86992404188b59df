import { expect, test } from '@jest/globals';
import { type Input, inputLine } from '../../../domain/claim/input-line.ts';
import { isoDate } from '../../../domain/dates.ts';
import { cents } from '../../../domain/money.ts';

// The timeline says who did what and how much, and repeats no free text.

const planted = 'Plantedname';
const payment = { paymentId: 'p-1', amountCents: cents(7_890), method: 'card', by: 'ann' } as const;
const setOf = (count: number): Record<string, unknown> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`claim.serviceLines[${index}].units`, planted]));
const correction = { correctionId: 'c-1', by: 'ann', reason: planted };

test.each<[string, Input]>([
  ['ann corrected claim.serviceLines[0].units.', { kind: 'correctClaim', value: { ...correction, set: setOf(1) } }],
  [
    `ann corrected ${[0, 1, 2, 3, 4].map((index) => `claim.serviceLines[${index}].units`).join(', ')}, 2 more.`,
    { kind: 'correctClaim', value: { ...correction, set: setOf(7) } },
  ],
  ['ann recorded a payment of $78.90 by card.', { kind: 'recordPayment', value: payment }],
  [
    'ann recorded a payment of $78.90 by card on 2026-11-02.',
    { kind: 'recordPayment', value: { ...payment, receivedOn: isoDate('2026-11-02') } },
  ],
  [
    'ann entered a write-off: BAD_DEBT.',
    { kind: 'writeOff', value: { writeOffId: 'w-1', reason: 'BAD_DEBT', by: 'ann' } },
  ],
  ['bob approved a write-off.', { kind: 'approveWriteOff', value: { writeOffId: 'w-1', by: 'bob' } }],
  [
    'bob refused a write-off.',
    { kind: 'approveWriteOff', value: { writeOffId: 'w-1', by: 'bob', decision: 'refuse' } },
  ],
  [
    'ann moved a balance from coverage 2 to the patient.',
    {
      kind: 'transfer',
      value: { transferId: 't-1', by: 'ann', reason: planted, from: 'coverage-2', to: 'patient' },
    },
  ],
  ['ann held the claim (dispute).', { kind: 'hold', value: { name: 'dispute', by: 'ann', reason: planted } }],
  ['ann released the hold (dispute).', { kind: 'release', value: { name: 'dispute', by: 'ann', reason: planted } }],
  ['ann added a note.', { kind: 'addNote', value: { by: 'ann', text: planted } }],
])('%s', (line, input) => {
  expect(inputLine(input)).toBe(line);
});
