import { expect, test } from '@jest/globals';
import { guides, usualLimits, write837P } from '../../x12/index.ts';
import { aClaimLoop, anInterchange, checkedFile, someClaims, written } from './builders.ts';

// Goal: what is not kept for want of room changes no verdict. Method: more faults than there is room for.

type ClaimLoop = ReturnType<typeof aClaimLoop>;

function fileWith(claims: readonly ClaimLoop[]): Uint8Array {
  const value = someClaims();
  const [provider] = value.billingProviders ?? [];
  const [subscriber] = provider?.subscribers ?? [];
  if (!provider || !subscriber) throw new Error('the builder makes no subscriber');
  const subscribers = claims.map((claim) => ({ ...subscriber, claims: [claim] }));
  const billingProviders = [{ ...provider, subscribers }];
  const sets = [write837P({ ...value, billingProviders }, '0001')];
  const { version, functionalId } = guides['837p'];
  const parties = { senderCode: 'SENDER', receiverCode: 'RECEIVER' };
  return written(anInterchange([], { groups: [{ ...parties, functionalId, control: 1, version, sets }] }));
}

const withWarning = (): ClaimLoop => {
  const claim = aClaimLoop();
  return { ...claim, claim: { ...claim.claim, patientControlNumber: 'A'.repeat(21) } };
};
const unbalanced = (): ClaimLoop => {
  const claim = aClaimLoop();
  return { ...claim, claim: { ...claim.claim, chargeCents: 1 } };
};

test('an amount that does not balance is found behind any number of warnings', () => {
  const claims = Array.from({ length: usualLimits.findings + 10 }, withWarning);
  const [set] = checkedFile(fileWith([...claims, unbalanced()])).interchanges[0]?.groups[0]?.transactions ?? [];
  expect(set?.valid).toBe(false);
  expect(set?.findings.filter(({ severity }) => severity === 'error')).toMatchObject([{ rule: 'balance.claim' }]);
  expect(set?.claims).toContainEqual(expect.objectContaining({ patientControlNumber: 'V88121A7K2' }));
});
