import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A partner's folders: what others put for it, what it leaves for them, and what it remembers of its own work. */
export interface Mailbox {
  /** Files put for us that were not worked on yet, oldest name first. */
  arrived(): readonly Arrival[];
  /** Leaves an answer, never half of one, and keeps a copy. The same name again is the same answer. */
  leave(name: string, bytes: Uint8Array | string): void;
  /** Remembers that an arrival is done. */
  finish(arrival: Arrival): void;
  /** A number that is never given twice, from 1. */
  nextNumber(sequence: string): number;
  /** A small thing kept under a name; undefined when there is none. */
  recall<T>(name: string): T | undefined;
  remember(name: string, value: unknown): void;
}

/** A file that arrived. */
export interface Arrival {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** The mailbox of one user below the sandbox's root. All of its state is in files: a killed sandbox goes on. */
export function openMailbox(root: string, user: string): Mailbox {
  const box = (part: string): string => join(root, user, part);
  const memory = join(root, '.state', user);
  for (const folder of [box('inbox'), box('outbox'), join(memory, 'done'), join(memory, 'sent')])
    mkdirSync(folder, { recursive: true });
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
      // Who fetches an answer takes it away; the copy stays.
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
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
