import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { LiveKeys } from '../../../client/encryption/live-keys.ts';
import { ensureKeyFile, loadKeys, readKeys } from '../../../client/encryption/keys.ts';

const someSecret = Buffer.alloc(32, 7).toString('base64');
const otherSecret = Buffer.alloc(32, 8).toString('base64');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimloop-keys-'));
});

describe('the key ring', () => {
  test('keeps the order of the keys, separated by commas or line breaks', () => {
    const ids = (text: string): string[] => readKeys(text, 'test').map((key) => key.id);

    expect(ids(`new:${someSecret},old:${otherSecret}`)).toEqual(['new', 'old']);
    expect(ids(`new:${someSecret}\nold:${otherSecret}\n`)).toEqual(['new', 'old']);
  });

  test.each([
    ['no key id', someSecret],
    ['a key of 31 bytes', `a:${Buffer.alloc(31).toString('base64')}`],
    ['a key of 33 bytes', `a:${Buffer.alloc(33).toString('base64')}`],
    ['a key id with a space', `a b:${someSecret}`],
    ['the same key id twice', `a:${someSecret},a:${otherSecret}`],
    ['no key at all', ' , '],
  ])('rejects %s', (_what, text) => {
    expect(() => readKeys(text, 'CLAIMLOOP_KEYS')).toThrow('CLAIMLOOP_KEYS');
  });

  test('does not show a malformed key in the error', () => {
    const read = (): unknown => readKeys(`a:${someSecret}x`, 'test');

    expect(read).toThrow('test, key 1 is not');
    expect(read).not.toThrow(someSecret);
  });
});

describe('the source of the keys', () => {
  test('is the variable, then the key file, then the data folder', () => {
    ensureKeyFile(folder);
    const keysFile = join(folder, 'others');
    writeFileSync(keysFile, `from-file:${someSecret}`);
    const keys = `from-variable:${someSecret}`;

    expect(loadKeys({ keys, keysFile, dataFolder: folder })[0].id).toBe('from-variable');
    expect(loadKeys({ keysFile, dataFolder: folder })[0].id).toBe('from-file');
    expect(loadKeys({ dataFolder: folder })[0].id).toMatch(/^k[0-9a-f]{6}$/);
  });

  test.each(['', 'k1:short'])('a damaged key file (%j) is to be restored, not made anew', (text) => {
    const keysFile = join(folder, 'damaged');
    writeFileSync(keysFile, text);
    expect(() => loadKeys({ keysFile })).toThrow(/Restore it from your backup/);
    expect(() => loadKeys({ keysFile })).not.toThrow(/openssl/);
  });

  test('when missing, gives an error that says how to make a key', () => {
    const howToMake = /^No encryption key: .*openssl rand -base64 32.* CLAIMLOOP_KEYS_FILE to that file/;
    expect(() => loadKeys({ dataFolder: folder })).toThrow(howToMake);
    expect(() => loadKeys({})).toThrow(howToMake);
  });

  test('ignores spaces around a key', () => {
    expect(readKeys(` a:${someSecret} , b:${otherSecret} `, 'test').map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('is an error when the named key file is missing, even if the data folder has keys', () => {
    ensureKeyFile(folder);

    expect(() => loadKeys({ keysFile: join(folder, 'nowhere'), dataFolder: folder })).toThrow('cannot be read');
  });

  test('keeps a generated key, readable by its owner only', () => {
    const path = ensureKeyFile(folder);
    const [first] = loadKeys({ dataFolder: folder });

    ensureKeyFile(folder);

    expect(loadKeys({ dataFolder: folder })[0].secret.equals(first.secret)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('the keys of a running process', () => {
  test('are read again for a key that they do not have, and the new first key then encrypts', () => {
    let text = `old:${someSecret}`;
    const keys = new LiveKeys(readKeys(text, 'test'), () => readKeys(text, 'test'));
    text = `new:${otherSecret}\nold:${someSecret}`;
    expect([keys.find('old')?.id, keys.first.id]).toEqual(['old', 'old']);
    expect([keys.find('new')?.id, keys.first.id]).toEqual(['new', 'new']);
  });

  test('stay as they are when the sources do not have that key, or cannot be read', () => {
    const sources = [`other:${otherSecret}`, 'damaged'];
    for (const text of sources) {
      const keys = new LiveKeys(readKeys(`old:${someSecret}`, 'test'), () => readKeys(text, 'test'));
      expect([keys.find('new'), keys.first.id]).toEqual([undefined, 'old']);
    }
  });

  test('are not read again for every unknown key', () => {
    let count = 0;
    const ring = readKeys(`old:${someSecret}`, 'test');
    const keys = new LiveKeys(ring, () => {
      count += 1;
      return ring;
    });
    for (let tries = 0; tries < 100; tries += 1) keys.find('unknown');
    expect(count).toBe(1);
  });
});
