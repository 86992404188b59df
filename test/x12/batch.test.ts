import { describe, expect, test } from '@jest/globals';
import { batch837P, type Claims837P, guides, read837P, write837P } from '../../x12/index.ts';
import { generate837P } from '../../x12/generate/claims-837p.ts';
import { aClaimLoop, anInterchange, checkedFile, setOf, someClaims, written } from './builders.ts';

// Many claims are written to few sets within the limits; no claim is lost, repeated or moved to another level.

const oneClaim = (number: string, change: Partial<Claims837P> = {}): Claims837P => {
  const value = { ...someClaims(), ...change };
  const claim = { ...aClaimLoop(), claim: { ...aClaimLoop().claim, patientControlNumber: number } };
  const [provider] = value.billingProviders ?? [];
  const [subscriber] = provider?.subscribers ?? [];
  if (!provider || !subscriber) throw new Error('the builder makes no subscriber');
  return { ...value, billingProviders: [{ ...provider, subscribers: [{ ...subscriber, claims: [claim] }] }] };
};
const subscribersOf = (set: Claims837P) => (set.billingProviders ?? []).flatMap((one) => one.subscribers ?? []);
const numbersOf = (set: Claims837P): readonly string[] =>
  subscribersOf(set)
    .flatMap(({ claims = [], patients = [] }) => [...claims, ...patients.flatMap((one) => one.claims ?? [])])
    .map(({ claim }) => claim.patientControlNumber);
const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `N${index + 1}`);

describe('a batch', () => {
  test('holds the claims of one subscriber in levels of at most a hundred', () => {
    const [set, ...others] = batch837P(numbers(250).map((number) => oneClaim(number)));
    expect(others).toEqual([]);
    expect(set?.billingProviders).toHaveLength(1);
    expect(subscribersOf(set as Claims837P).map(({ claims }) => claims?.length)).toEqual([100, 100, 50]);
    expect(numbersOf(set as Claims837P)).toEqual(numbers(250));
  });

  test('is divided at the limit of a set, and each set has its own reference', () => {
    const sets = batch837P(
      numbers(12).map((number) => oneClaim(number)),
      { claims: 5 },
    );
    expect(sets.map((set) => [set.beginning.reference, numbersOf(set).length])).toEqual([
      ['B1', 5],
      ['B1-2', 5],
      ['B1-3', 2],
    ]);
    expect(sets.flatMap(numbersOf)).toEqual(numbers(12));
  });

  test('keeps submitters apart', () => {
    const [first, second] = [oneClaim('N1'), oneClaim('N2')];
    const other = { ...second, submitter: { ...second.submitter, name: { ...second.submitter.name, id: 'OTHER' } } };
    expect(batch837P([first, other, oneClaim('N3')]).map(numbersOf)).toEqual([['N1', 'N3'], ['N2']]);
  });

  test('of generated claims with dependents and several providers is valid, and loses none', () => {
    const parts = Array.from({ length: 120 }, (_, number) => generate837P(3, number).value).map((part) => ({
      ...part,
      submitter: someClaims().submitter,
    }));
    const sets = batch837P(parts, { claims: 60 });
    expect(sets.every((set) => numbersOf(set).length <= 60)).toBe(true);
    expect(sets.flatMap(numbersOf).toSorted()).toEqual(parts.flatMap(numbersOf).toSorted());
    const group = { senderCode: 'SENDER', receiverCode: 'RECEIVER', control: 7, functionalId: 'HC' };
    const written837P = sets.map((set, index) => write837P(set, String(index + 1).padStart(4, '0')));
    const bytes = written(
      anInterchange([], { groups: [{ ...group, version: guides['837p'].version, sets: written837P }] }),
    );
    const [checked] = checkedFile(bytes).interchanges;
    expect(checked?.groups[0]?.transactions).toHaveLength(sets.length);
    expect(checked?.groups[0]?.transactions.flatMap(({ findings }) => findings)).toEqual([]);
  });

  test('of claims that were read equals the batch of the same claims that were written', () => {
    const written837P = written(anInterchange([write837P(oneClaim('N1'), '0001')]));
    const read = read837P(setOf(written837P));
    if (read.kind !== 'read') throw new Error('the claims must be readable');
    expect(batch837P([read.value, oneClaim('N2')])[0]?.billingProviders).toHaveLength(1);
  });
});
