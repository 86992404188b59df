import type { Chance } from '../x12/generate/chance.ts';

// Makes faulty files, accidental and hostile ones, determined by a `Chance`.

type Mutator = (bytes: Uint8Array, chance: Chance, other: Uint8Array) => Uint8Array;

/** Bytes with a meaning for readers, or invalid ones. */
const hostileBytes = [...Array.from('*:~^>|\n\r\t -.0159AISZ', (one) => one.charCodeAt(0)), 0, 0x7f, 0x80, 0xff];

/** Texts that often break readers of numbers, dates, codes and names. */
const hostileTexts = [
  ...['', '0', '-0', '-', '.', '-.', '1.', '.1', '0.001', '1e5', '0x10', 'NaN', 'Infinity', '--1', '1,5', ' 1', '+1'],
  ...['9'.repeat(10), '9'.repeat(16), '9'.repeat(400), '00000', '20260229', '00000000', '99999999', '2400'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'ISA',
    'IEA',
    'SE',
    'HL',
    ':',
    '::::',
    '^^^^',
    'A:B:C:D',
  ],
  ...['A'.repeat(5000), ':'.repeat(3000), '\u00e9\u00ff', '\u0000', '"\\', '\u2028'],
];

/** Largest generated file; longer ones find nothing new. */
const longest = 1_000_000;

const bytewise: readonly Mutator[] = [
  // Replace, delete or insert one byte.
  (bytes, chance) => bytes.with(place(bytes, chance), anyByte(chance)),
  (bytes, chance) => without(bytes, place(bytes, chance), 1),
  (bytes, chance) => spliced(bytes, place(bytes, chance), 0, [anyByte(chance)]),
  (bytes, chance) => bytes.with(place(bytes, chance), (bytes[place(bytes, chance)] ?? 0) ^ (1 << chance.between(0, 7))),
  // Delete, duplicate or replace a run of bytes.
  (bytes, chance) => without(bytes, place(bytes, chance), chance.between(1, 60)),
  (bytes, chance) => bytes.subarray(0, chance.between(0, bytes.length)),
  (bytes, chance) => bytes.subarray(chance.between(0, bytes.length)),
  (bytes, chance) => {
    const from = place(bytes, chance);
    return spliced(bytes, from, 0, bytes.subarray(from, from + chance.between(1, 400)));
  },
  (bytes, chance, other) => {
    const from = place(other, chance);
    return spliced(bytes, place(bytes, chance), chance.between(0, 100), other.subarray(from, from + 200));
  },
  // Replace a byte everywhere: delimiters that change with or without their header.
  (bytes, chance) => {
    const [from, to] = [bytes[place(bytes, chance)], anyByte(chance)];
    return bytes.map((byte) => (byte === from ? to : byte));
  },
  (bytes, chance, other) => spliced(bytes, bytes.length, 0, other),
];

type SegmentMutator = (segments: string[], chance: Chance, file: Separators, other: readonly string[]) => void;

const segmentwise: readonly SegmentMutator[] = [
  // Delete, duplicate, repeat, move or import a segment.
  (all, chance) => all.splice(index(all, chance), chance.between(1, 3)),
  (all, chance) => repeat(all, chance, 1),
  (all, chance) => repeat(all, chance, chance.of([2, 5, 5, 20, 20, 100, 1500])),
  (all, chance) => all.splice(index(all, chance), 0, ...all.splice(index(all, chance), chance.between(1, 8))),
  (all, chance, _, other) => all.splice(index(all, chance), 0, ...other.slice(index(other, chance)).slice(0, 5)),
  (all, chance) => shuffle(all, index(all, chance), chance.between(2, 40), chance),
  (all, chance) =>
    all.splice(index(all, chance), 0, ...Array.from({ length: chance.of([1, 1, 3, 3, 10, 2000]) }, () => '')),
  // Replace, delete, insert or swap elements.
  (all, chance, { element }) => changeElements(all, chance, element, (texts, at) => (texts[at] = anyText(chance))),
  (all, chance, { element }) => changeElements(all, chance, element, (texts, at) => texts.splice(at, 1)),
  (all, chance, { element }) =>
    changeElements(all, chance, element, (texts, at) => texts.splice(at, 0, anyText(chance))),
  (all, chance, { element }) =>
    changeElements(all, chance, element, (texts, at) =>
      texts.push(...Array<string>(chance.of([1, 20, 600])).fill(texts[at] ?? '')),
    ),
  (all, chance, { element }) =>
    changeElements(all, chance, element, (texts, at) => (texts[at] = changedNumber(texts[at] ?? '', chance))),
  (all, chance, { element, component }) =>
    changeElements(all, chance, element, (texts, at) => {
      const parts = (texts[at] ?? '').split(component);
      parts.splice(chance.between(0, parts.length), chance.between(0, 1), anyText(chance));
      texts[at] = parts.join(component);
    }),
];

/** Up to six successive changes. */
export function mutated(bytes: Uint8Array, chance: Chance, other: Uint8Array): Uint8Array {
  let changed = bytes;
  for (let left = chance.between(1, chance.of([1, 2, 6])); left > 0 && changed.length > 0; left -= 1) {
    changed = chance.happens(0.5) ? mutatedBytes(changed, chance, other) : mutatedSegments(changed, chance, other);
  }
  return changed.slice(0, longest);
}

function mutatedBytes(bytes: Uint8Array, chance: Chance, other: Uint8Array): Uint8Array {
  return oneOf(bytewise, chance)(bytes, chance, other);
}

function mutatedSegments(bytes: Uint8Array, chance: Chance, other: Uint8Array): Uint8Array {
  const file = separatorsOf(bytes);
  const all = segmentsOf(bytes);
  oneOf(segmentwise, chance)(all, chance, file, segmentsOf(other));
  return latin1(all.join(file.terminator));
}

/** The delimiters of a file. */
export interface Separators {
  readonly element: string;
  readonly component: string;
  readonly terminator: string;
}

/** The delimiters at the positions of a valid ISA segment. */
export function separatorsOf(bytes: Uint8Array): Separators {
  const at = (index: number): string => String.fromCharCode(bytes[index] ?? 0);
  return { element: at(3), component: at(104), terminator: at(105) };
}

/** The segments of a file, as text with one character per byte. */
export function segmentsOf(bytes: Uint8Array): string[] {
  return Buffer.from(bytes).toString('latin1').split(separatorsOf(bytes).terminator);
}

/** Converts text with one character per byte to bytes. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

function changeElements(
  all: string[],
  chance: Chance,
  separator: string,
  change: (texts: string[], at: number) => unknown,
): void {
  const at = index(all, chance);
  const texts = (all[at] ?? '').split(separator);
  change(texts, chance.between(texts.length > 1 ? 1 : 0, texts.length - 1));
  all[at] = texts.join(separator);
}

/** A nearby number: amounts that no longer balance. */
function changedNumber(text: string, chance: Chance): string {
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) return anyText(chance);
  return chance.of([String(number + 1), String(number - 0.01), String(-number), `${text}0`, `0${text}`, `${text}.005`]);
}

function repeat(all: string[], chance: Chance, times: number): void {
  const from = index(all, chance);
  const run = all.slice(from, from + chance.between(1, 4));
  all.splice(from, 0, ...Array.from({ length: times }, () => run).flat());
}

function shuffle(all: string[], from: number, count: number, chance: Chance): void {
  const run = all.slice(from, from + count);
  for (let left = run.length; left > 1; left -= 1) run.push(...run.splice(chance.between(0, left - 1), 1));
  all.splice(from, run.length, ...run);
}

function anyByte(chance: Chance): number {
  return chance.happens(0.7) ? oneOf(hostileBytes, chance) : chance.between(0, 255);
}

function anyText(chance: Chance): string {
  return oneOf(hostileTexts, chance);
}

function place(bytes: Uint8Array, chance: Chance): number {
  return chance.between(0, Math.max(0, bytes.length - 1));
}

function index(all: readonly unknown[], chance: Chance): number {
  return chance.between(0, Math.max(0, all.length - 1));
}

function oneOf<T>(some: readonly T[], chance: Chance): T {
  return chance.of(some as readonly [T, ...T[]]);
}

/** The bytes without `count` bytes at a position. */
export function without(bytes: Uint8Array, at: number, count: number): Uint8Array {
  return spliced(bytes, at, count, []);
}

function spliced(bytes: Uint8Array, at: number, count: number, more: ArrayLike<number>): Uint8Array {
  const rest = bytes.subarray(at + count);
  const all = new Uint8Array(at + more.length + rest.length);
  all.set(bytes.subarray(0, at));
  all.set(more, at);
  all.set(rest, at + more.length);
  return all;
}
