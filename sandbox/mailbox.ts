import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A partner's inbox and outbox, and its stored state. */
export interface Mailbox {
  /** Unprocessed files in the inbox, sorted by name. */
  arrived(): readonly Arrival[];
  /** Writes an answer to the outbox atomically and keeps a copy. Replaces a file of the same name. */
  send(name: string, bytes: Uint8Array | string): void;
  /** Marks an arrival as processed. */
  finish(arrival: Arrival): void;
  /** The next number of a persistent sequence, starting at 1. */
  nextNumber(sequence: string): number;
  /** Reads a stored value; undefined if there is none. */
  readState<T>(name: string): T | undefined;
  /** Stores a value under a name. */
  writeState(name: string, value: unknown): void;
  /** Removes a stored value. */
  dropState(name: string): void;
  /** Names of stored values that begin with a text. */
  states(beginning: string): readonly string[];
}

/** A file that arrived. */
export interface Arrival {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** Opens a user's mailbox in the sandbox's root folder. All state is in files, so that it survives a kill. */
export function openMailbox(root: string, user: string): Mailbox {
  const box = (part: string): string => join(root, user, part);
  const state = join(root, '.state', user);
  for (const folder of [box('inbox'), box('outbox'), join(state, 'done'), join(state, 'sent')])
    mkdirSync(folder, { recursive: true, mode: 0o750 });
  const markOf = ({ name, sha256 }: Arrival): string =>
    join(state, 'done', `${sha256.slice(0, 32)}-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`);
  const writeState = (name: string, value: unknown): void =>
    replace(join(state, `${name}.json`), JSON.stringify(value));
  const readState = <T>(name: string): T | undefined =>
    existsSync(join(state, `${name}.json`))
      ? (JSON.parse(readFileSync(join(state, `${name}.json`), 'utf8')) as T)
      : undefined;
  return {
    arrived: () =>
      readdirSync(box('inbox'), { withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !/\.(tmp|part)$/.test(entry.name))
        .map(({ name }) => name)
        .toSorted()
        .map((name) => readArrival(box('inbox'), name))
        .filter((arrival) => !existsSync(markOf(arrival))),
    send(name, bytes) {
      // The receiver deletes the answer after fetching it; the copy stays.
      replace(join(state, 'sent', name), bytes);
      replace(join(box('outbox'), name), bytes);
    },
    finish: (arrival) => writeFileSync(markOf(arrival), ''),
    nextNumber(sequence) {
      const next = (readState<number>(`number-${sequence}`) ?? 0) + 1;
      writeState(`number-${sequence}`, next);
      return next;
    },
    readState,
    writeState,
    dropState: (name) => rmSync(join(state, `${name}.json`), { force: true }),
    states: (beginning) =>
      readdirSync(state)
        .filter((name) => name.startsWith(beginning) && name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length)),
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
