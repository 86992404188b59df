import { expect, test } from '@jest/globals';
import { refuseUnknownPayer } from '../../../client/cli/payer-filter.ts';

const claimloop = { payers: () => Promise.resolve(['60054', 'AETNA']) };

test('an empty list of a payer that nobody knows says so, and names those that are known', async () => {
  await expect(refuseUnknownPayer(claimloop, 'NOPE', [])).rejects.toThrow(
    'No claim has the payer NOPE, and partners.json does not list it. Known payers: 60054, AETNA.',
  );
  await expect(refuseUnknownPayer({ payers: () => Promise.resolve([]) }, 'NOPE', [])).rejects.toThrow(/list it\.$/);
});

test('an empty list of a known payer, or without a payer, is only empty', async () => {
  await expect(refuseUnknownPayer(claimloop, '60054', [])).resolves.toBeUndefined();
  await expect(refuseUnknownPayer(claimloop, undefined, [])).resolves.toBeUndefined();
  await expect(refuseUnknownPayer(claimloop, 'NOPE', ['row'])).resolves.toBeUndefined();
});
