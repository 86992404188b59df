import { KeyProblem, refuseOtherKeys } from '../../client/encryption/key-check.ts';
import type { KeyedInstallation } from './installation.ts';
import { closedHistoriesWith, openHistoriesWith } from './histories.ts';
import { reencrypt } from './reencrypt.ts';

/** Ids that are named when a key is still needed. */
const named = 5;

/**
 * Encrypts the rows of an old key with the active one, and marks the key as retired if no open history needs it.
 * Returns exit code 1, and names what needs it, if one does. Names the closed histories that need it, too.
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
    print(`Key ${id} is not retired: open histories need it, ${listed(needing)}.`);
    return 1;
  }
  await database.query(`update installation_key set state = 'retired' where id = $1`, [id]);
  await installation.record(keys);
  const closed = await closedHistoriesWith(installation, id);
  print(`Key ${id} is retired. Keep it as long as you keep backups of that time.`);
  if (closed.length > 0)
    print(`Keep it also until Temporal deletes the closed histories that need it, ${listed(closed)}.`);
  return 0;
}

/** How many there are, and the first of them; claims come first. */
function listed(workflowIds: readonly string[]): string {
  const isClaim = (workflowId: string): boolean => workflowId.startsWith('claim-');
  const ids = [...workflowIds.filter(isClaim), ...workflowIds.filter((workflowId) => !isClaim(workflowId))];
  const more = ids.length > named ? `, and ${ids.length - named} more` : '';
  return `${ids.length} in all: ${ids.slice(0, named).join(', ')}${more}`;
}
