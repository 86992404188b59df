import { expect, test } from '@jest/globals';
import {
  checkValueOf,
  KeyProblem,
  type KeyState,
  type KnownKey,
  refuseOtherKeys,
} from '../../../client/encryption/key-check.ts';
import { type Key, readKeys } from '../../../client/encryption/keys.ts';

const keyOf = (id: string, fill: number): Key => readKeys(`${id}:${Buffer.alloc(32, fill).toString('base64')}`, 'x')[0];
const [one, two, other] = [keyOf('k1', 1), keyOf('k2', 2), keyOf('k9', 9)];

const known = (key: Key, state: KeyState): KnownKey => ({ id: key.id, check: checkValueOf(key), state });

test('the check value of a key recognizes it and is not part of it', () => {
  expect(checkValueOf(one)).toMatch(/^[0-9a-f]{32}$/);
  expect(checkValueOf(one)).toBe(checkValueOf({ ...one }));
  expect(checkValueOf(one)).not.toBe(checkValueOf(two));
  // Installations have stored this value: another one would refuse their keys.
  expect(checkValueOf(keyOf('k1', 1))).toBe('6fc39ea1f8f50f4ed0c3efb65b6f2a95');
  expect(one.secret.toString('hex')).not.toContain(checkValueOf(one));
});

test.each([
  ['the active key alone', [two], [known(one, 'old'), known(two, 'active')]],
  ['the old key first, while the active one is distributed', [one, two], [known(one, 'old'), known(two, 'active')]],
  ['a key more that is not first, before it becomes active', [one, other], [known(one, 'active')]],
])('keys are accepted: %s', (_what, [first, ...others], installation) => {
  expect(() => refuseOtherKeys([first!, ...others], installation)).not.toThrow();
});

test.each([
  ['an unknown key', [other], [known(one, 'active')], 'it encrypts with key k1; the keys given are k9.'],
  ['an unknown key that would encrypt', [other, one], [known(one, 'active')], 'the keys given are k9, k1.'],
  ['only an old key', [one], [known(one, 'old'), known(two, 'active')], 'it encrypts with key k2'],
  ['a key of the same id', [keyOf('k1', 9)], [known(one, 'active')], 'only the id is the same'],
  [
    'a key of the same id as one of several',
    [keyOf('k1', 9), two],
    [known(one, 'active'), known(two, 'old')],
    'Key k1 is not the key k1 of this installation',
  ],
  ['a retired key first', [one, two], [known(one, 'retired'), known(two, 'active')], 'Key k1 is retired: put key k2'],
])('keys are refused: %s', (_what, [first, ...others], installation, message) => {
  const refusal = (): void => refuseOtherKeys([first!, ...others], installation);
  expect(refusal).toThrow(KeyProblem);
  expect(refusal).toThrow(message);
});
