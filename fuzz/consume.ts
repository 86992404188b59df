import { isDeepStrictEqual } from 'node:util';
import {
  acknowledge,
  acknowledgeInterchange,
  check,
  type CheckedFile,
  type CheckedInterchange,
  FileChecker,
  FileShower,
  FileToJson,
  type Finding,
  guideOf,
  guides,
  jsonToFile,
  placeOf,
  read270,
  read271,
  read276,
  read277,
  read277CA,
  read835,
  read837P,
  read999,
  readInterchanges,
  type SetToWrite,
  show,
  type TransactionSet,
  usualLimits,
  write270,
  write271,
  write276,
  write277,
  write277CA,
  write835,
  write837P,
  write999,
  type WrittenFile,
  type WrittenInterchange,
  writeInterchange,
} from '../x12/index.ts';
import { interchangeWith } from '../x12/generate/interchange.ts';
import { isSegmentId } from '../x12/segments/segment-ids.ts';
import { misread } from './amounts.ts';
import { segmentsOf } from './mutate.ts';

/** A broken invariant. */
class Broken extends Error {
  override readonly name = 'Broken';
}

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Broken(what);
}

/**
 * Runs every function that reads, checks, shows, acknowledges or writes a file on these bytes, in chunks of these
 * sizes. Throws if a function throws, and throws `Broken` if an invariant does not hold.
 */
export function consume(bytes: Uint8Array, sizes: readonly number[] = [bytes.length]): void {
  const pieces = piecesOf(bytes, sizes);
  const checked = checkedIn([bytes]);
  must(isDeepStrictEqual(checkedIn(pieces), checked), 'chunk sizes change the findings');
  mustBeSound(checked);
  for (const interchange of checked.interchanges) mustBeAnswered(interchange);
  const shower = new FileShower(() => undefined);
  for (const piece of pieces) shower.push(piece);
  must(
    (shower.end() === undefined) === (checked.unreadable === undefined),
    'the shower and the checker stop at different segments',
  );
  mustSurviveJson(pieces, checked);
  mustBeReadTyped(bytes, checked);
}

function piecesOf(bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += pieces.at(-1)?.length ?? 1) {
    const size = Math.max(1, sizes[pieces.length % sizes.length] ?? 1);
    pieces.push(bytes.subarray(at, at + size));
  }
  return pieces;
}

function checkedIn(pieces: readonly Uint8Array[]): CheckedFile {
  const checker = new FileChecker();
  for (const piece of pieces) checker.push(piece);
  return checker.end();
}

function mustBeSound({ interchanges }: CheckedFile): void {
  const groups = interchanges.flatMap((one) => one.groups);
  const sets = groups.flatMap((group) => group.transactions);
  for (const { findings } of [...interchanges, ...groups, ...sets]) {
    // Envelope findings are additional.
    must(findings.length <= usualLimits.findings + 50, 'more findings are kept than the limit');
    for (const { segment } of findings) must(segment === '' || isSegmentId(segment), 'a finding contains a value');
  }
  for (const { totals } of sets) must(Object.values(totals).every(Number.isSafeInteger), 'a total is not exact');
}

/**
 * Requires that the acknowledgments of an interchange can be written and are valid, unless they must repeat an invalid
 * control number or id of a group or set.
 */
function mustBeAnswered(interchange: CheckedInterchange): void {
  const ta1 = written([], { acknowledgments: [acknowledgeInterchange(interchange)] });
  must(ta1.kind === 'written' || interchange.findings.length > 0, 'a TA1 is refused');
  for (const group of interchange.groups) {
    const answer = written([write999(acknowledge(group), '0001')], { characters: 'clean' });
    const found = answer.kind === 'written' ? findingsIn(answer.bytes) : answer.findings;
    const wrong = found.find(({ segment }) => segment !== 'AK1' && segment !== 'AK2');
    must(wrong === undefined, `a 999 is ${answer.kind} and not valid: ${wrong && placeOf(wrong)} ${wrong?.rule}`);
  }
}

/** An interchange with one group. */
function written(
  sets: readonly SetToWrite[],
  more: Partial<Parameters<typeof writeInterchange>[0]> = {},
): WrittenInterchange {
  return writeInterchange({ ...interchangeWith('999', sets), ...more });
}

function findingsIn(bytes: Uint8Array): readonly Finding[] {
  return allFindings(checkedIn([bytes]));
}

/** All findings of a file. */
export function allFindings({ interchanges }: CheckedFile): readonly Finding[] {
  return interchanges.flatMap(({ findings, groups }) => [
    ...findings,
    ...groups.flatMap((group) => [...group.findings, ...group.transactions.flatMap((set) => set.findings)]),
  ]);
}

/** A file as JSON. */
export function jsonOf(pieces: readonly Uint8Array[]): unknown {
  const texts: string[] = [];
  const json = new FileToJson(
    (text) => texts.push(text),
    () => undefined,
  );
  for (const piece of pieces) json.push(piece);
  json.end();
  return JSON.parse(texts.join(''));
}

/** Rules about content: a value that breaks one of them is written as it was read. */
const keepsJson = /^(situation|balance|amount|procedure|code|npi|tax-id|diagnosis|frequency|place-of-service|date)\./;

/** Requires that the JSON output is valid and that writing it back gives the same content. */
function mustSurviveJson(pieces: readonly Uint8Array[], checked: CheckedFile): void {
  const json = jsonOf(pieces);
  const file = jsonToFile(json);
  if (file.kind === 'refused') return;
  const again = jsonOf(file.bytes);
  const isExact = checked.unreadable === undefined && allFindings(checked).every(({ rule }) => keepsJson.test(rule));
  // Only version 00501 is written.
  const isPresent = checked.interchanges.every(({ header }) => header.version === '00501');
  if (isExact && isPresent) must(isDeepStrictEqual(again, json), 'JSON changes a file');
  const second = jsonToFile(again);
  // The writer puts segments and loops that are out of order or repeated into the guide's order, which can take several
  // passes. No pass may lose a segment; it may refuse what then lacks a required one. What was written in order is the
  // same again.
  const [wasInOrder, isInOrder] = [allFindings(checked), findingsIn(Buffer.concat(file.bytes))].map((found) =>
    found.every(({ rule }) => !/^(loop\.|segment\.(order|too-many))/.test(rule)),
  );
  if (wasInOrder || (isInOrder && second.kind !== 'refused'))
    must(isDeepStrictEqual(second, file), 'a file written from JSON gives other JSON');
  else if (second.kind !== 'refused')
    must(isDeepStrictEqual(segmentsIn(second), segmentsIn(file)), 'a file written from JSON loses a segment');
}

/** The segments of a written file, sorted. Levels and lines are numbered anew, so only their ids are compared. */
function segmentsIn(file: WrittenFile): readonly string[] {
  if (file.kind === 'refused') return [];
  const segments = segmentsOf(Buffer.concat(file.bytes));
  return segments.map((segment) => (/^(HL|LX)[^A-Z0-9]/.test(segment) ? segment.slice(0, 2) : segment)).toSorted();
}

const typed = {
  '837p': (set: TransactionSet) => roundTrip(read837P, write837P, set),
  '835': (set: TransactionSet) => roundTrip(read835, write835, set),
  '999': (set: TransactionSet) => roundTrip(read999, write999, set),
  '277ca': (set: TransactionSet) => roundTrip(read277CA, write277CA, set),
  '276': (set: TransactionSet) => roundTrip(read276, write276, set),
  '277': (set: TransactionSet) => roundTrip(read277, write277, set),
  '270': (set: TransactionSet) => roundTrip(read270, write270, set),
  '271': (set: TransactionSet) => roundTrip(read271, write271, set),
} as const;

type Read<V> = { readonly kind: 'read'; readonly value: V; readonly findings: readonly Finding[] };

/** A value, and the value after writing and reading it again; undefined if it is faulty. */
function roundTrip<V>(
  read: (set: TransactionSet) => Read<V> | { readonly kind: 'faulty' },
  write: (value: V, control: string) => SetToWrite,
  set: TransactionSet,
): { readonly first: Read<V>; readonly again: V | undefined } | undefined {
  const first = read(set);
  if (first.kind === 'faulty') return undefined;
  const file = written([write(withoutAdded(first.value) as V, '0001')]);
  if (file.kind === 'refused') return { first, again: undefined };
  const second = readInterchanges(file.bytes).interchanges[0]?.groups[0]?.sets[0];
  const again = second && read(second);
  must(again?.kind === 'read', 'a written set cannot be read');
  return { first, again: again.value };
}

function mustBeReadTyped(bytes: Uint8Array, checked: CheckedFile): void {
  const result = readInterchanges(bytes);
  must(
    (result.kind === 'read') === (checked.unreadable === undefined),
    'the reader and the checker stop at different segments',
  );
  const kept = result.interchanges.flatMap(({ groups }) => groups.flatMap(({ sets }) => sets));
  const transactions = checked.interchanges.flatMap(({ groups }) => groups.flatMap((group) => group.transactions));
  for (const [index, set] of kept.entries()) {
    show(set);
    for (const reader of Object.values(typed)) reader(set);
    const known = guideOf(set);
    const name = (Object.keys(typed) as (keyof typeof typed)[]).find((one) => guides[one] === known);
    const { valid = false, findings = [] } = transactions[index] ?? {};
    const found = check(set);
    must(found.length === findings.length, 'the findings of a set differ from those in its file');
    const value = name && typed[name](set);
    must(!valid || name === undefined || value !== undefined, 'a valid set is faulty');
    if (!value) continue;
    const [wrong] = misread(value.first.value, set, found.length === 0);
    must(wrong === undefined, `the amounts are not those of the segments in ${wrong}`);
    const isSame =
      value.again === undefined || isDeepStrictEqual(withoutAdded(value.again), withoutAdded(value.first.value));
    must(isSame, 'a written set is read as a different value');
  }
}

/**
 * Fields that a reader adds to a loop. Unexpected segments are ignored too: the writer puts members into the guide's
 * order, and an unexpected segment may then be in an expected position.
 */
const added = new Set(['position', 'segments', 'unexpected']);

/** A value without the fields that a reader adds. */
function withoutAdded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAdded);
  if (typeof value !== 'object' || value === null) return value;
  const isLoop = 'position' in value && 'segments' in value;
  const parts = Object.entries(value).filter(([name]) => !isLoop || !added.has(name));
  return Object.fromEntries(parts.map(([name, part]: [string, unknown]) => [name, withoutAdded(part)]));
}
