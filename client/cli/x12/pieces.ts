import { spawnSync } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pieceBytes } from '../../../x12/index.ts';
import { badUsage } from '../problem.ts';
import { writeWhole } from './output.ts';

// Expands standard input to standard output chunk by chunk. zlib streams asynchronously only, so a process of its own
// does it while this one waits.
const expand = `
  const { createReadStream, createWriteStream } = require('node:fs');
  const { pipeline } = require('node:stream');
  const input = createReadStream('', { fd: 0, start: 0 });
  const output = createWriteStream('', { fd: 1, start: 0 });
  pipeline(input, require('node:zlib').createGunzip(), output, (error) => { process.exitCode = error ? 1 : 0; });`;

/**
 * The bytes of a file in chunks; each chunk is valid until the next is read. `-` is standard input, and gzip files are
 * decompressed.
 */
export function* piecesOf(file: string): Generator<Uint8Array> {
  const descriptor = openInput(file);
  try {
    yield* piecesIn(descriptor);
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}

/** The bytes of an open file in chunks, from one offset to another. */
export function* piecesIn(descriptor: number, from = 0, to = Number.POSITIVE_INFINITY): Generator<Uint8Array> {
  const buffer = new Uint8Array(pieceBytes);
  // A pipe cannot be read at an offset.
  const hasOffsets = fstatSync(descriptor).isFile();
  for (let at = from; at < to;) {
    const read = readSync(descriptor, buffer, 0, Math.min(pieceBytes, to - at), hasOffsets ? at : null);
    if (read === 0) return;
    at += read;
    yield buffer.subarray(0, read);
  }
}

/** Opens a file for reading by offset. A compressed file is expanded to a temporary one; close the descriptor. */
export function openInput(file: string): number {
  if (file === '-') return expanded('standard input', copyOf(0));
  const descriptor = open(file);
  return fstatSync(descriptor).isFile() ? expanded(file, descriptor) : descriptor;
}

/** An unnamed temporary file, open for reading and writing. Nothing remains of it, however this process ends. */
export function openAside(): number {
  const folder = mkdtempSync(join(tmpdir(), 'claimloop-'));
  const descriptor = openSync(join(folder, 'written'), 'w+', 0o600);
  rmSync(folder, { recursive: true });
  return descriptor;
}

/** The files that an argument names: itself, or every file in that folder, in name order. JSON is no X12 file. */
export function filesIn(path: string): readonly string[] {
  if (path === '-' || !(statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false)) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.json'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
}

function open(file: string): number {
  try {
    const descriptor = openSync(file, 'r');
    if (!fstatSync(descriptor).isDirectory()) return descriptor;
    closeSync(descriptor);
  } catch {
    throw badUsage(`${file} cannot be read.`);
  }
  throw badUsage(`${file} is a folder, not a file.`);
}

function copyOf(descriptor: number): number {
  const aside = openAside();
  for (const piece of piecesIn(descriptor)) writeWhole(aside, piece);
  return aside;
}

function expanded(file: string, descriptor: number): number {
  const [beginning] = piecesIn(descriptor, 0, 2);
  if (beginning?.[0] !== 0x1f || beginning[1] !== 0x8b) return descriptor;
  const aside = openAside();
  const { status } = spawnSync(process.execPath, ['--eval', expand], { stdio: [descriptor, aside, 'ignore'] });
  closeSync(descriptor);
  if (status === 0) return aside;
  closeSync(aside);
  throw badUsage(`${file} cannot be decompressed.`);
}
