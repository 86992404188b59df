import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A partner's folders: inbox, outbox and stored state. */
export interface Mailbox {
  /** Unprocessed files in the inbox, sorted by name. */
  arrived(): readonly Arrival[];
  /** Writes an answer to the outbox atomically and keeps a copy. An existing name is skipped. */
  leave(name: string, bytes: Uint8Array | string): void;
  /** Marks an arrival as processed. */
  finish(arrival: Arrival): void;
  /** The next number of a persistent sequence, starting at 1. */
  nextNumber(sequence: string): number;
  /** Reads a stored value; undefined if there is none. */
  recall<T>(name: string): T | undefined;
  remember(name: string, value: unknown): void;
}

/** A file that arrived. */
export interface Arrival {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** Opens a user's mailbox below the sandbox's root. All state is in files and survives a kill. */
export function openMailbox(root: string, user: string): Mailbox {
  const box = (part: string): string => join(root, user, part);
  const memory = join(root, '.state', user);
  for (const folder of [box('inbox'), box('outbox'), join(memory, 'done'), join(memory, 'sent')])
    mkdirSync(folder, { recursive: true, mode: 0o750 });
  const markOf = ({ name, sha256 }: Arrival): string =>
    join(memory, 'done', `${sha256.slice(0, 32)}-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`);
  const remember = (name: string, value: unknown): void => replace(join(memory, `${name}.json`), JSON.stringify(value));
  const recall = <T>(name: string): T | undefined =>
    existsSync(join(memory, `${name}.json`))
      ? (JSON.parse(readFileSync(join(memory, `${name}.json`), 'utf8')) as T)
      : undefined;
  return {
    arrived: () =>
      readdirSync(box('inbox'))
        .filter((name) => !name.startsWith('.') && !/\.(tmp|part)$/.test(name))
        .toSorted()
        .map((name) => readArrival(box('inbox'), name))
        .filter((arrival) => !existsSync(markOf(arrival))),
    leave(name, bytes) {
      // The receiver deletes the answer after fetching it; the copy stays.
      replace(join(memory, 'sent', name), bytes);
      replace(join(box('outbox'), name), bytes);
    },
    finish: (arrival) => writeFileSync(markOf(arrival), ''),
    nextNumber(sequence) {
      const next = (recall<number>(`number-${sequence}`) ?? 0) + 1;
      remember(`number-${sequence}`, next);
      return next;
    },
    recall,
    remember,
  };
}

function readArrival(folder: string, name: string): Arrival {
  const bytes = readFileSync(join(folder, name));
  return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function replace(path: string, content: Uint8Array | string): void {
  const temporary = path.replace(/([^/]+)$/, '.$1.tmp');
  writeFileSync(temporary, content, { mode: 0o640 });
  renameSync(temporary, path);
}
