import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createVault, prefixOf, type Vault } from '../../activities/store/vault.ts';
import { type Key, readKeys } from '../../client/encryption/keys.ts';

const keyOf = (id: string): Key => readKeys(`${id}:${randomBytes(32).toString('base64')}`, 'test')[0];
const [one, two] = [keyOf('k1'), keyOf('k2')];
const secret = randomBytes(32);
const vaultOf = (key: Key, ...others: readonly Key[]): Vault => createVault([key, ...others], secret);
const column = 'claim_version.intake';

describe('a sealed value', () => {
  test('opens to what was sealed, and hides it', () => {
    const sealed = vaultOf(one).seal(column, 'Łódź Plantedname');
    expect(vaultOf(one).openText(column, sealed)).toBe('Łódź Plantedname');
    expect(sealed.includes('Plantedname')).toBe(false);
    expect(sealed.equals(vaultOf(one).seal(column, 'Łódź Plantedname'))).toBe(false);
    expect(vaultOf(one).openJson(column, vaultOf(one).sealJson(column, { a: [1, null] }))).toEqual({ a: [1, null] });
    expect(vaultOf(one).openText(column, null)).toBeNull();
  });

  test('names its key, and opens after a rotation', () => {
    const before = vaultOf(one).seal(column, 'x');
    const after = vaultOf(two, one).seal(column, 'x');
    expect(before.subarray(0, prefixOf('k1').length)).toEqual(prefixOf('k1'));
    expect(after.subarray(0, prefixOf('k2').length)).toEqual(prefixOf('k2'));
    expect(vaultOf(two, one).openText(column, before)).toBe('x');
    expect(() => vaultOf(one).open(column, after)).toThrow(
      `${column} is encrypted with key k2, which is not in the key ring`,
    );
  });

  test('does not open as another column, with another key of the same id, or changed', () => {
    const sealed = vaultOf(one).seal(column, 'x');
    expect(() => vaultOf(one).open('claim_version.reason', sealed)).toThrow('was changed');
    expect(() => vaultOf({ ...two, id: 'k1' }).open(column, sealed)).toThrow('was changed');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => vaultOf(one).open(column, changed)).toThrow();
    }
    expect(() => vaultOf(one).open(column, Buffer.alloc(0))).toThrow();
  });
});

describe('a digest', () => {
  test('is the same after a rotation, and another one in another installation', () => {
    expect(vaultOf(two, one).digest('x')).toBe(vaultOf(one).digest('x'));
    expect(createVault([one], randomBytes(32)).digest('x')).not.toBe(vaultOf(one).digest('x'));
    expect(vaultOf(one).digest('x')).toMatch(/^[0-9a-f]{64}$/);
  });

  test('of a value does not depend on the order of its fields', () => {
    expect(vaultOf(one).digestOf({ a: 1, b: 2 })).toBe(vaultOf(one).digestOf({ b: 2, a: 1 }));
  });
});
