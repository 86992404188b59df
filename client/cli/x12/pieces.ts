import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { pieceBytes } from '../../../x12/index.ts';
import { badUsage } from '../problem.ts';

/**
 * The bytes of a file, piece by piece; each piece is good until the next is asked for. Of a part of it, when its
 * bounds are given.
 */
export function* piecesOf(file: string, from = 0, to = Number.POSITIVE_INFINITY): Generator<Uint8Array> {
  const descriptor = open(file);
  try {
    yield* piecesIn(descriptor, from, to);
  } finally {
    closeSync(descriptor);
  }
}

/** The same of a file that is open. */
export function* piecesIn(descriptor: number, from = 0, to = Number.POSITIVE_INFINITY): Generator<Uint8Array> {
  const buffer = new Uint8Array(pieceBytes);
  // A pipe has no places: it gives what comes next.
  const hasPlaces = fstatSync(descriptor).isFile();
  for (let at = from; at < to;) {
    const read = readSync(descriptor, buffer, 0, Math.min(pieceBytes, to - at), hasPlaces ? at : null);
    if (read === 0) return;
    at += read;
    yield buffer.subarray(0, read);
  }
}

function open(file: string): number {
  try {
    const descriptor = openSync(file, 'r');
    if (!fstatSync(descriptor).isDirectory()) return descriptor;
    closeSync(descriptor);
  } catch {
    throw badUsage(`${file} cannot be read.`);
  }
  throw badUsage(`${file} is a folder, and not a file.`);
}
