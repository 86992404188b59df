import { expect, test } from '@jest/globals';
import { FileChecker, guides, usualLimits, write837P } from '../../../x12/index.ts';
import { aClaimLoop, anInterchange, bytesOf, checkedFile, fileOf, someClaims, textOf, written } from '../builders.ts';

// Findings beyond a limit are not kept, and this never changes a verdict.

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

test('an amount that does not balance is found after any number of warnings', () => {
  const claims = Array.from({ length: usualLimits.findings + 10 }, withWarning);
  const [set] = checkedFile(fileWith([...claims, unbalanced()])).interchanges[0]?.groups[0]?.transactions ?? [];
  expect(set?.valid).toBe(false);
  expect(set?.findings.filter(({ severity }) => severity === 'error')).toMatchObject([{ rule: 'balance.claim' }]);
  expect(set?.claims).toContainEqual(expect.objectContaining({ patientControlNumber: 'V88121A7K2' }));
});

test('a file of very many faulty sets keeps few findings of each, and accepts none', () => {
  const checker = new FileChecker();
  const [isa, gs] = textOf(fileOf('837', guides['837p'].version, [])).split('~');
  checker.push(bytesOf(`${isa}~${gs}~`));
  const set = `ST*837*0001*${guides['837p'].version}~${'~'.repeat(usualLimits.findings + 1)}SE*1*0001~`;
  for (let count = 0; count < 1_000; count += 1) checker.push(bytesOf(set));
  const sets = checker.end().interchanges.flatMap(({ groups }) => groups.flatMap((group) => group.transactions));
  expect(sets).toHaveLength(1_000);
  expect(sets.filter(({ valid }) => valid)).toEqual([]);
  const kept = sets.reduce((sum, { findings }) => sum + findings.length, 0);
  expect(kept).toBeLessThan(usualLimits.fileFindings * 1.3);
});

test('an interchange with very many faulty TA1 segments keeps few findings', () => {
  const [header = '', end = ''] = textOf(written(anInterchange([]))).split(/(?=IEA)/);
  const { interchanges } = checkedFile(bytesOf(`${header}${'TA1*1~'.repeat(3_000)}${end}`));
  expect(interchanges[0]?.findings.length).toBeGreaterThan(100);
  expect(interchanges[0]?.findings.length).toBeLessThan(usualLimits.findings + 50);
});
