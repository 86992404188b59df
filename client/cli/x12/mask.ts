import { randomInt } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { FileMasker } from '../../../x12/index.ts';
import { Output, writeWhole } from './output.ts';
import { openAside, piecesIn, piecesOf } from './pieces.ts';
import { unreadable } from './show.ts';

/** Largest number of days by which dates move. */
const mostDays = 365;

/** `x12 mask FILE`: a copy without names, identifiers and free text. A file that cannot be read leaves nothing. */
export function maskFile(file: string, { out }: { readonly out?: string }): void {
  const aside = openAside();
  try {
    const output = new Output(aside, 'latin1');
    const days = -1 - randomInt(mostDays);
    const masker = new FileMasker(output.write, { random: (limit) => randomInt(limit), days });
    for (const piece of piecesOf(file)) masker.push(piece);
    const stop = masker.end();
    output.flush();
    if (stop) throw unreadable(file, stop);
    const to = out === undefined ? 1 : openSync(out, 'w');
    for (const piece of piecesIn(aside)) writeWhole(to, piece);
    if (out !== undefined) closeSync(to);
  } finally {
    closeSync(aside);
  }
}
