import type { Segment, TransactionSet } from '../x12/index.ts';

// Finds the amounts in a file without the tested code: no grammar, no reader, and integers of any size.

/** The elements of a segment; [0] is its id. */
export type Raw = Pick<Segment, 'elements'>;

const every = (from: number, step: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index * step);

/** The elements that contain money, by segment id. */
const places: Readonly<Record<string, readonly number[]>> = {
  AMT: [2],
  BPR: [2],
  CAS: every(3, 3, 6),
  CLM: [2],
  CLP: [3, 4, 5],
  CN1: [2],
  EB: [7],
  HCP: [2, 3, 7],
  MIA: [2, 4, ...every(6, 1, 9), 16, 17, 18, 19, 24],
  MOA: [2, 8, 9],
  PLB: every(4, 2, 6),
  PS1: [2],
  STC: [4, 5],
  SV1: [2],
  SV5: [4, 5],
  SVC: [2, 3],
  SVD: [2],
  TS2: [1, 2, 3, 4, 5, 6, 8, 9, 15, 17, 18, 19],
  TS3: [5, 13, 15, 17, 18, 20, 21, 22, 24],
};

/** The elements of a segment that contain money. */
export function placesOfMoney({ elements }: Raw): readonly number[] {
  const id = elements[0] ?? '';
  // An id may be the name of an inherited property.
  return Object.hasOwn(places, id) ? (places[id] ?? []) : [];
}

/** The cents of an amount; undefined for a text that is not an amount with at most two decimals. */
export function centsOf(text: string | undefined): bigint | undefined {
  const match = /^(-?)(?=\.?\d)(\d*)\.?(\d{0,2})$/.exec(text ?? '');
  if (!match) return undefined;
  const cents = BigInt(match[2] || '0') * 100n + BigInt((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' ? -cents : cents;
}

/** All amounts in these segments. */
export function amountsIn(segments: readonly Raw[]): readonly bigint[] {
  return segments.flatMap((one) => placesOfMoney(one).flatMap((at) => centsOf(one.elements[at]) ?? []));
}

/** All amounts in a value, including nested values. */
export function amountsOf(value: unknown): readonly bigint[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    typeof part === 'number' ? (name.endsWith('Cents') ? [BigInt(part)] : []) : amountsOf(part),
  );
}

/**
 * The loops whose amounts differ from their segments: the value has an amount that no segment of the loop has, or, if
 * the set has no findings, a segment has an amount that the value lacks.
 */
export function misread(value: unknown, { segments, findings }: TransactionSet, isFaultless: boolean): string[] {
  const isWhole = isFaultless && findings.length === 0;
  const own = isLoop(value) ? segments.slice(value.position - 1, value.position - 1 + value.segments) : undefined;
  const inner = partsOf(value).flatMap((part) => misread(part, { segments, findings } as TransactionSet, isFaultless));
  if (!own || !isLoop(value)) return inner;
  const [read, raw] = [counted(amountsOf(value)), counted(amountsIn(own))];
  const isTaken = [...read].every(([cents, count]) => count <= (raw.get(cents) ?? 0));
  const isLost = isWhole && [...raw].some(([cents, count]) => count > (read.get(cents) ?? 0));
  return isTaken && !isLost ? inner : [...inner, `the loop at segment ${value.position}`];
}

interface Loop {
  readonly position: number;
  readonly segments: number;
}

function isLoop(value: unknown): value is Loop {
  return typeof value === 'object' && value !== null && 'position' in value && 'segments' in value;
}

function partsOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function counted(amounts: readonly bigint[]): ReadonlyMap<bigint, number> {
  const counts = new Map<bigint, number>();
  for (const cents of amounts) counts.set(cents, (counts.get(cents) ?? 0) + 1);
  return counts;
}
