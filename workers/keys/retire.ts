import { KeyProblem, refuseOtherKeys } from '../../client/encryption/key-check.ts';
import type { KeyedInstallation } from './installation.ts';
import { openHistoriesWith } from './open-histories.ts';
import { reencrypt } from './reencrypt.ts';

/** Ids that are named when a key is still needed. */
const named = 5;

/**
 * Encrypts the rows of an old key with the active one, and marks the key as retired if no open history needs it.
 * Returns exit code 1, and names what needs it, if one does.
 */
export async function retire(
  installation: KeyedInstallation,
  id: string,
  print: (sentence: string) => void,
): Promise<number> {
  const { keys, known, database } = installation;
  refuseOtherKeys(keys, known);
  const key = known.find((one) => one.id === id);
  if (!key) throw new KeyProblem(`This installation has no key ${id}; its keys are ${known.map((one) => one.id)}.`);
  if (key.state === 'active') throw new KeyProblem(`Key ${id} encrypts: first make another one, with keys rotate.`);
  if (keys[0].id === id) throw new KeyProblem(`Key ${id} is first in your keys: put the active key first.`);
  const rows = await reencrypt(database, keys, id);
  print(`${rows} ${rows === 1 ? 'value' : 'values'} in the database encrypted anew.`);
  const needing = await openHistoriesWith(installation, id);
  if (needing.length > 0) {
    const more = needing.length > named ? `, and ${needing.length - named} more` : '';
    const list = `${needing.slice(0, named).join(', ')}${more}`;
    print(`Key ${id} is not retired: open histories need it, ${needing.length} in all: ${list}.`);
    return 1;
  }
  await database.query(`update installation_key set state = 'retired' where id = $1`, [id]);
  await installation.record(keys);
  print(`Key ${id} is retired. Keep it as long as you keep closed histories and backups of that time.`);
  return 0;
}
