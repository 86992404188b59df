import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A key with the name that goes with every payload it encrypted. */
export interface Key {
  readonly id: string;
  /** 32 bytes, for AES-256. */
  readonly secret: Buffer;
}

/** The keys of an installation: the first one encrypts, all of them decrypt. A rotation puts a new one first. */
export type KeyRing = readonly [Key, ...(readonly Key[])];

const howToMake =
  'Make one with: echo "2026-11:$(openssl rand -base64 32)" > claimloop.keys && chmod 600 claimloop.keys; ' +
  'then set CLAIMLOOP_KEYS_FILE to that file, or CLAIMLOOP_KEYS to what it holds.';

/** Where keys may come from. */
export interface KeySources {
  /** CLAIMLOOP_KEYS: "keyId:base64,keyId:base64". */
  readonly keys?: string | undefined;
  /** CLAIMLOOP_KEYS_FILE: the same, or one key a line. */
  readonly keysFile?: string | undefined;
  /** The data folder of an installation on this machine, whose `keys` file is used last. */
  readonly dataFolder?: string | undefined;
}

/** Reads the key ring from the first source that is given. Throws an error that says how to make a key if none is. */
export function loadKeys({ keys, keysFile, dataFolder }: KeySources): KeyRing {
  if (keys) return readKeys(keys, 'CLAIMLOOP_KEYS');
  if (keysFile) return readKeyFile(keysFile);
  if (dataFolder && existsSync(keysFileIn(dataFolder))) return readKeyFile(keysFileIn(dataFolder));
  throw new Error(`No encryption key: neither CLAIMLOOP_KEYS nor CLAIMLOOP_KEYS_FILE is set. ${howToMake}`);
}

/** The key file of a data folder. */
export function keysFileIn(dataFolder: string): string {
  return join(dataFolder, 'keys');
}

/** Makes a first key in a data folder, readable by its owner only; leaves a key file that is there alone. */
export function ensureKeyFile(dataFolder: string): string {
  const path = keysFileIn(dataFolder);
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const id = `k${randomBytes(3).toString('hex')}`;
  writeFileSync(path, `${id}:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return path;
}

/**
 * Reads "keyId:base64" entries, parted by commas or line ends. Throws on one that is malformed, has not 32 bytes, or
 * repeats a key id, naming `source` and the place, never the key.
 */
export function readKeys(text: string, source: string): KeyRing {
  const entries = text
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const [first, ...others] = entries.map((entry, index) => readKey(entry, `${source}, key ${index + 1}`));
  if (!first) throw new Error(`${source} holds no key. ${howToMake}`);
  const ids = new Set([first, ...others].map((key) => key.id));
  if (ids.size <= others.length) throw new Error(`${source} has two keys with one id.`);
  return [first, ...others];
}

function readKeyFile(path: string): KeyRing {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`The key file ${path} can't be read. ${howToMake}`, { cause });
  }
  return readKeys(text, path);
}

function readKey(entry: string, place: string): Key {
  const match = /^([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/]{43}=)$/.exec(entry);
  if (!match?.[1] || !match[2]) {
    throw new Error(`${place} is not "keyId:base64" with 32 bytes in the base64. ${howToMake}`);
  }
  return { id: match[1], secret: Buffer.from(match[2], 'base64') };
}
