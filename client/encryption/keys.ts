import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An encryption key and its id, which is stored with every payload that it encrypts. */
export interface Key {
  readonly id: string;
  /** 32 bytes, for AES-256. */
  readonly secret: Buffer;
}

/** The keys of an installation: the first encrypts, all decrypt. To rotate, put a new key first. */
export type KeyRing = readonly [Key, ...(readonly Key[])];

const howToMake =
  'Make one with: echo "2026-11:$(openssl rand -base64 32)" > claimloop.keys && chmod 600 claimloop.keys; ' +
  'then set CLAIMLOOP_KEYS_FILE to that file, or CLAIMLOOP_KEYS to its content.';

const howToRestore = 'Restore it from your backup: a new key cannot read what the old one has encrypted.';

/** Where keys are read from, in this order. */
export interface KeySources {
  /** CLAIMLOOP_KEYS: "keyId:base64,keyId:base64". */
  readonly keys?: string | undefined;
  /** CLAIMLOOP_KEYS_FILE: a file in the same format, or with one key per line. */
  readonly keysFile?: string | undefined;
  /** Data folder of an installation on this machine; its `keys` file is the last resort. */
  readonly dataFolder?: string | undefined;
}

/** Reads the key ring from the first source that is given. Throws if there is none, and says how to make one. */
export function loadKeys(sources: KeySources): KeyRing {
  const found = findKeys(sources);
  if (found) return found;
  throw new Error(`No encryption key: neither CLAIMLOOP_KEYS nor CLAIMLOOP_KEYS_FILE is set. ${howToMake}`);
}

/** Reads the key ring from the first source that is given; undefined if there is none. */
export function findKeys({ keys, keysFile, dataFolder }: KeySources): KeyRing | undefined {
  if (keys) return readKeys(keys, 'CLAIMLOOP_KEYS');
  if (keysFile) return readKeyFile(keysFile);
  return dataFolder && existsSync(keysFileIn(dataFolder)) ? readKeyFile(keysFileIn(dataFolder)) : undefined;
}

/** The key file of a data folder. */
export function keysFileIn(dataFolder: string): string {
  return join(dataFolder, 'keys');
}

/** Creates the key file of a data folder, readable by its owner only, if there is none. Returns its path. */
export function ensureKeyFile(dataFolder: string): string {
  const path = keysFileIn(dataFolder);
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, keyLine(newKey()), { mode: 0o600, flag: 'wx' });
  return path;
}

/** A new key with a random id. */
export function newKey(): Key {
  return { id: `k${randomBytes(3).toString('hex')}`, secret: randomBytes(32) };
}

/** A key as a line of a key file. */
export function keyLine({ id, secret }: Key): string {
  return `${id}:${secret.toString('base64')}\n`;
}

/**
 * Reads "keyId:base64" entries, separated by commas or line breaks. Throws if an entry is malformed, is not 32 bytes
 * long, or repeats a key id; the error names `source` and the position, never the key.
 */
export function readKeys(text: string, source: string): KeyRing {
  const entries = text
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const [first, ...others] = entries.map((entry, index) => readKey(entry, `${source}, key ${index + 1}`));
  if (!first) throw new Error(`${source} contains no key. ${howToRestore}`);
  const ids = new Set([first, ...others].map((key) => key.id));
  if (ids.size <= others.length) throw new Error(`${source} has two keys with the same id.`);
  return [first, ...others];
}

function readKeyFile(path: string): KeyRing {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`The key file ${path} cannot be read. ${howToRestore}`, { cause });
  }
  return readKeys(text, path);
}

function readKey(entry: string, place: string): Key {
  const match = /^([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/]{43}=)$/.exec(entry);
  if (!match?.[1] || !match[2]) {
    throw new Error(`${place} is not "keyId:base64" with 32 bytes in the base64. ${howToRestore}`);
  }
  return { id: match[1], secret: Buffer.from(match[2], 'base64') };
}
