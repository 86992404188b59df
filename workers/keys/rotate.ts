import { readFileSync } from 'node:fs';
import { checkValueOf, type KnownKey, KeyProblem, refuseOtherKeys } from '../../client/encryption/key-check.ts';
import { type Key, type KeyRing, keyLine, newKey } from '../../client/encryption/keys.ts';
import { writeFile } from '../stack/write-file.ts';
import type { KeyedInstallation } from './installation.ts';

/**
 * Makes a new key the one that encrypts: a key of the ring that the installation does not know yet, or a new one. The
 * key file has it first before the installation knows it, so that no key is used that is not in the file. Running
 * workers read the file again when they meet the new key.
 */
export async function rotate(installation: KeyedInstallation, print: (sentence: string) => void): Promise<number> {
  const { keys, known, keysFile } = installation;
  const isKnown = (key: Key): boolean => known.some(({ id }) => id === key.id);
  refuseOthers(keys.filter(isKnown), known);
  const next = keys.find((key) => !isKnown(key)) ?? generated(keysFile);
  const ring: KeyRing = [next, ...keys.filter((key) => key.id !== next.id)];
  if (keysFile !== undefined) writeFile(keysFile, ring.map(keyLine).join(''));
  await activate(installation, next);
  await installation.record(ring);
  const before = known.find(({ state }) => state === 'active');
  print(`Key ${next.id} encrypts from now on; key ${before?.id} still decrypts what it encrypted.`);
  print(
    keysFile === undefined
      ? `Put key ${next.id} first in CLAIMLOOP_KEYS of every worker and client, and start them again.`
      : `Keep a copy of ${keysFile} in a safe place: without it nobody can read what the key encrypts.`,
  );
  print(`When nothing needs key ${before?.id} any longer: claimloop keys retire ${before?.id}`);
  return 0;
}

function refuseOthers([first, ...others]: readonly Key[], known: readonly KnownKey[]): void {
  if (!first) throw new KeyProblem('None of these keys is a key of this installation.');
  const active = known.find(({ state }) => state === 'active');
  const ours = [first, ...others];
  const rest = ours.filter(({ id }) => id !== active?.id);
  const [head = first] = ours.filter(({ id }) => id === active?.id);
  refuseOtherKeys([head, ...rest], known);
}

function generated(keysFile: string | undefined): Key {
  if (keysFile === undefined)
    throw new KeyProblem('CLAIMLOOP_KEYS has the keys: add a new key at its end, after a comma, and run this again.');
  // A file that cannot be read cannot be replaced either.
  readFileSync(keysFile);
  return newKey();
}

async function activate({ database }: KeyedInstallation, next: Key): Promise<void> {
  await database.query('begin');
  await database.query(`update installation_key set state = 'old' where state = 'active'`);
  await database.query(`insert into installation_key (id, check_value, state) values ($1, $2, 'active')`, [
    next.id,
    checkValueOf(next),
  ]);
  await database.query('commit');
}
