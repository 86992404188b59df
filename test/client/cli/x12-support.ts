import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { write835, write837P } from '../../../x12/index.ts';
import { aRemittance835, anInterchange, bytesOf, someClaims, textOf, written } from '../../x12/builders.ts';

/** How a command ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command `claimloop`. */
export const program = fileURLToPath(new URL('../../../bin/claimloop.mjs', import.meta.url));
/** The environment of a command, without the options of Jest. */
export const env = { ...process.env, NODE_OPTIONS: '' };

/** Runs `claimloop x12 ...`, with some standard input. */
export function x12(args: readonly string[], input?: Uint8Array): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'x12', ...args], {
    env,
    encoding: 'utf8',
    ...(input ? { input } : {}),
  });
  return { code: status, out: stdout, err: stderr };
}

/** A temporary folder for files. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'claimloop-x12-'));

  /** Writes a file; returns its path. */
  file(name: string, bytes: Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, bytes);
    return path;
  }

  /** Removes the folder. */
  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A file of two remittances. */
export function remittances(): Uint8Array {
  return written(anInterchange([write835(aRemittance835(), '0001'), write835(aRemittance835(), '0002')]));
}

/** A file of one set of claims. */
export function claims(): Uint8Array {
  const parties = { senderCode: 'SENDER', receiverCode: 'RECEIVER', control: 7, version: '005010X222A1' };
  return written(
    anInterchange([], { groups: [{ ...parties, functionalId: 'HC', sets: [write837P(someClaims(), '0001')] }] }),
  );
}

/** A file in which one text is replaced by another. */
export function changed(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return bytesOf(textOf(bytes).replace(from, to));
}
