import { readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from './random.ts';

/** Folders of the sandbox payer: what waits for the worker, and a copy of everything that it ever sent. */
export function payerFolders(folder: string): {
  readonly outbox: string;
  readonly inbox: string;
  readonly sent: string;
} {
  const root = join(folder, 'sandbox', 'root');
  return {
    outbox: join(root, 'payer', 'outbox'),
    inbox: join(root, 'payer', 'inbox'),
    sent: join(root, '.state', 'payer', 'sent'),
  };
}

/** Sends some earlier files once more, under other names. */
export function duplicate(folder: string, random: Random): void {
  const { outbox, sent } = payerFolders(folder);
  const names = filesIn(sent);
  for (let copy = 1; copy <= 3 && names.length > 0; copy += 1) {
    const name = random.pick(names);
    put(outbox, name.replace(/\.x12$/, `-more${random.below(1_000_000)}.x12`), readFileSync(join(sent, name)));
  }
}

/** The payer uploads files slowly: their first parts stand in the outbox for some seconds, then the whole files. */
export async function cut(folder: string, ms = 5_000): Promise<void> {
  const { outbox } = payerFolders(folder);
  const taken = await takeAll(outbox);
  for (const { name, bytes } of taken) writeFileSync(join(outbox, name), bytes.subarray(0, bytes.length / 2));
  await pause(ms);
  for (const { name, bytes } of taken) writeFileSync(join(outbox, name), bytes);
}

/** Files are held back for some seconds, and arrive in the opposite order. */
export async function reorder(folder: string, ms = 6_000): Promise<void> {
  const { outbox } = payerFolders(folder);
  const held = await takeAll(outbox);
  const later = await heldFor(outbox, ms);
  for (const { name, bytes } of [...held, ...later].toReversed()) {
    put(outbox, name, bytes);
    await pause(700);
  }
}

interface Held {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Takes what arrives in some milliseconds. */
async function heldFor(outbox: string, ms: number): Promise<readonly Held[]> {
  const held: Held[] = [];
  for (const end = Date.now() + ms; Date.now() < end; await pause(50)) held.push(...take(outbox));
  return held;
}

/** Takes the files of the outbox; waits up to five seconds for one. */
async function takeAll(outbox: string): Promise<readonly Held[]> {
  for (const end = Date.now() + 5_000; Date.now() < end; await pause(50)) {
    const held = take(outbox);
    if (held.length > 0) return held;
  }
  return [];
}

/** Takes each file that the worker has not removed meanwhile. */
function take(outbox: string): readonly Held[] {
  return filesIn(outbox).flatMap((name) => {
    try {
      const bytes = readFileSync(join(outbox, name));
      unlinkSync(join(outbox, name));
      return [{ name, bytes }];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
}

function put(folder: string, name: string, bytes: Uint8Array): void {
  writeFileSync(join(folder, `.${name}.tmp`), bytes);
  renameSync(join(folder, `.${name}.tmp`), join(folder, name));
}

/** Names of the whole files of a folder. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('.') && !/\.(tmp|part)$/.test(name));
}
