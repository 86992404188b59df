import type { TransactionSet } from '../../x12/index.ts';

/** The segment that begins a loop of an 837P: its id, and its first element. */
const beginnings: Readonly<Record<string, readonly [string, string?]>> = {
  '1000A': ['NM1', '41'],
  '2000A': ['HL'],
  '2010AA': ['NM1', '85'],
  '2000B': ['SBR'],
  '2010BA': ['NM1', 'IL'],
  '2010BB': ['NM1', 'PR'],
  '2010CA': ['NM1', 'QC'],
  '2300': ['CLM'],
  '2310A': ['NM1', 'DN'],
  '2310B': ['NM1', '82'],
  '2310C': ['NM1', '77'],
  '2400': ['LX'],
};

/** Position of a segment in its set, ST = 1: the first of that id in the loop, else the place after its beginning. */
export function positionOf({ segments }: TransactionSet, segment: string, loop = ''): number {
  const beginning = Object.hasOwn(beginnings, loop) ? beginnings[loop] : undefined;
  const start = Math.max(
    0,
    segments.findIndex(
      ({ elements }) => elements[0] === beginning?.[0] && (beginning?.[1] ?? elements[1]) === elements[1],
    ),
  );
  const found = segments.findIndex(({ elements }, index) => index >= start && elements[0] === segment);
  return (found < 0 || (beginning && found > start + 4) ? start + 1 : found) + 1;
}
