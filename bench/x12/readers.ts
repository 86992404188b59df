import { closeSync, createReadStream, openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FileChecker, pieceBytes, type Segment, Tokenizer } from '../../x12/index.ts';

/** Reads a file in one way; resolves to a count, so that no work can be optimized away. */
export type Reader = (file: string) => number | Promise<number>;

/** The bytes of a file in chunks, in a reused buffer. */
function* pieces(file: string): Generator<Buffer> {
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(pieceBytes);
  for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer))
    yield buffer.subarray(0, read);
  closeSync(descriptor);
}

/** Every segment with the ends of its elements. */
function tokenizer(file: string): number {
  return counted(file, ({ count }) => count + 1);
}

/** The same with every element as text, as in `split`. */
function tokenizerWithText(file: string): number {
  return counted(file, ({ elements }) => elements.length);
}

function counted(file: string, elementsOf: (segment: Segment) => number): number {
  const reader = new Tokenizer();
  let elements = 0;
  for (const piece of pieces(file)) {
    reader.push(piece);
    for (let segment = reader.next(); segment; segment = reader.next()) elements += elementsOf(segment);
  }
  return elements;
}

/** Every claim as a typed value, with all rules and sums. */
function typedReader(file: string): number {
  const checker = new FileChecker();
  for (const piece of pieces(file)) checker.push(piece);
  const { interchanges, unreadable } = checker.end();
  const sets = interchanges.flatMap(({ groups }) => groups.flatMap(({ transactions }) => transactions));
  if (unreadable || sets.some(({ valid }) => !valid)) throw new Error('the benchmark file is not valid');
  return sets.reduce((total, { totals }) => total + (totals['segments'] ?? 0), 0);
}

/** The baseline: the whole file as a string, split, and its elements counted. */
function split(file: string): number {
  let elements = 0;
  for (const segment of readFileSync(file, 'latin1').split('~')) elements += segment.split('*').length;
  return elements;
}

/** The same in chunks, for files of any size. */
function splitPieces(file: string): number {
  let [elements, rest] = [0, ''];
  for (const piece of pieces(file)) {
    const segments = (rest + piece.toString('latin1')).split('~');
    rest = segments.pop() ?? '';
    for (const segment of segments) elements += segment.split('*').length;
  }
  return elements;
}

/** Other packages, installed in a separate folder; nothing depends on them. */
function packageIn(name: string): Record<string, new (...args: never[]) => never> {
  return createRequire(join(process.env['CLAIMLOOP_BENCH_PACKAGES'] ?? '', 'from.js'))(name) as never;
}

async function x12Parser(file: string): Promise<number> {
  const { X12parser } = packageIn('x12-parser') as { X12parser?: new () => NodeJS.ReadWriteStream };
  if (!X12parser) throw new Error('x12-parser has changed');
  let segments = 0;
  await pipeline(createReadStream(file), new X12parser(), async (all: AsyncIterable<unknown>) => {
    for await (const segment of all) segments += segment ? 1 : 0;
  });
  return segments;
}

function nodeX12(file: string): number {
  type Parsed = { functionalGroups: { transactions: { segments: unknown[] }[] }[] };
  const { X12Parser } = packageIn('node-x12') as {
    X12Parser?: new (strict: boolean) => { parse(text: string): Parsed };
  };
  if (!X12Parser) throw new Error('node-x12 has changed');
  const { functionalGroups } = new X12Parser(false).parse(readFileSync(file, 'utf8'));
  return functionalGroups[0]?.transactions[0]?.segments.length ?? 0;
}

/** Every way of reading, by its name. */
export const readers: Readonly<Record<string, Reader>> = {
  split,
  'split-in-pieces': splitPieces,
  'x12-tokenizer': tokenizer,
  'x12-tokenizer-with-text': tokenizerWithText,
  'x12-835-reader': typedReader,
  'x12-parser': x12Parser,
  'node-x12': nodeX12,
};
