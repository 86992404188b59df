import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NotInOrder, readJson } from '../../client/cli/x12/json-reader.ts';
import { jsonOf } from '../../fuzz/consume.ts';
import { generatedFile, generatedNames } from '../../x12/generate/index.ts';
import { FileToJson, jsonToFile, printFile, streamedFile } from '../../x12/index.ts';
import { bytesOf, textOf } from './builders.ts';

// JSON loses nothing: a file with any single fault comes back byte for byte. Only these differ: trailers (SE, GE, IEA)
// are written anew, and numbers and empty parts at the end of a segment or element are written in their shortest form.

/** What is inserted into a file: known segments in the wrong place, unknown ones, and an empty one. */
const strays = [
  ...['K3*NOTE', 'ZZZ*1*2', 'N1*PE*OTHER*XX*1999999984', 'TRN*2*0', 'REF*G1*17', 'REF*EA*MRN', 'DTP*472*D8*20260302'],
  ...['CLM*X*1', 'CLP*X*1*1*1', 'LX*9', 'HL*9*1*22*0', 'SBR*P*18', 'NM1*82*1*DOE', 'AMT*D*1', 'PLB*1', '', 'é*1'],
  ...[
    'NM1*1P*2*OTHER*****XX*1999999984',
    'SVC*HC:1*1*1',
    'CAS*CO*45*1',
    'LQ*HE*N1',
    'N3*1 ROAD',
    'N4*TOWN',
    'DMG*D8*19800101',
    'LS*2120',
    'LE*2120',
    'STC*A1',
  ],
];
/** What replaces an element. */
const garbage = [
  ...[
    '',
    'X',
    '1x0',
    '20261341',
    '20991301-20200101',
    '-1',
    '+5',
    '0012',
    '1.2345',
    '99999999999999999999',
    'A:B:C:D:E:F:G:H:I',
  ],
  ...['A^B^C', '::X', '^', 'é', ' ', 'ZZ', 'D8', 'RD8', 'HC:99213::::::::::Z', 'A'.repeat(300)],
];

interface Mutation {
  readonly at: number;
  readonly element: number;
  readonly pick: number;
  readonly kind: 'insert' | 'replace' | 'extra-element' | 'extra-component' | 'repeat' | 'swap' | 'remove' | 'gap';
}

const mutations: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  element: fc.nat(),
  pick: fc.nat(),
  kind: fc.constantFrom('insert', 'replace', 'extra-element', 'extra-component', 'repeat', 'swap', 'remove', 'gap'),
});

const isTrailer = (segment: string): boolean => /^(SE|GE|IEA)\*/.test(segment);
const isEnvelope = (segment: string): boolean => /^(ISA|GS|ST)\*/.test(segment) || isTrailer(segment);

/** The segments of a file after a mutation; ISA and trailers stay. */
function mutated(segments: readonly string[], { at, element, pick, kind }: Mutation): readonly string[] {
  const place = 1 + (at % (segments.length - 2));
  const segment = segments[place] ?? '';
  const [id = '', ...elements] = segment.split('*');
  const nth = element % Math.max(1, elements.length);
  const one = elements[nth] ?? '';
  const replaced = (text: string): readonly string[] =>
    segments.with(place, [id, ...elements.with(nth, text)].join('*'));
  if (kind === 'insert') return segments.toSpliced(place, 0, strays[pick % strays.length] ?? '');
  if (isTrailer(segment) || elements.length === 0) return segments;
  switch (kind) {
    case 'replace':
      return replaced(garbage[pick % garbage.length] ?? '');
    case 'extra-element':
      return segments.with(place, `${segment}${'*'.repeat(1 + (pick % 12))}Z`);
    case 'extra-component':
      return replaced(`${one}${':'.repeat(1 + (pick % 12))}Z`);
    case 'gap':
      return segments.with(place, [id, ...elements.toSpliced(nth, 0, '')].join('*'));
    case 'repeat':
      return replaced(`${one}^${one}`);
    default:
      if (isEnvelope(segment)) return segments;
      if (kind === 'remove') return segments.toSpliced(place, 1);
      if (isEnvelope(segments[place + 1] ?? '')) return segments;
      return segments.toSpliced(place, 2, segments[place + 1] ?? '', segment);
  }
}

/** Segments in the form in which they are written: trailers by their ids, numbers and ends in their shortest form. */
function normal(segments: readonly string[]): readonly string[] {
  const number = (part: string): string => (/^-?\d*\.?\d*$/.test(part) && /\d/.test(part) ? shortest(part) : part);
  const trimmed = (text: string, by: string): readonly string[] => text.replace(new RegExp(`\\${by}+$`), '').split(by);
  const element = (text: string): string =>
    text
      .split('^')
      .map((one) => trimmed(one, ':').map(number).join(':'))
      .join('^');
  return segments.map((segment) =>
    isTrailer(segment) ? (segment.split('*')[0] ?? '') : trimmed(segment, '*').map(element).join('*'),
  );
}

function shortest(number: string): string {
  const text = number.includes('.') ? number.replace(/\.?0*$/, '') : number;
  return text.replace(/^(-?)0+(?=\d|\.|$)/, '$1').replace(/^-?$/, '0');
}

/** The same while the JSON is streamed; undefined if its names are not in the order for that. */
function streamed(text: string): string | undefined {
  let [json, back] = ['', ''];
  const toJson = new FileToJson(
    (part) => (json += part),
    () => undefined,
  );
  toJson.push(bytesOf(text));
  toJson.end();
  try {
    const { value, finish } = readJson([Buffer.from(json)], streamedFile);
    expect(printFile(value, (part) => (back += part), { isUnchecked: true })).toEqual([]);
    finish();
    return back;
  } catch (error) {
    if (error instanceof NotInOrder) return undefined;
    throw error;
  }
}

describe.each(generatedNames)('generated %s', (name) => {
  test('with any single mutation come back from JSON byte for byte', () => {
    fc.assert(
      fc.property(fc.nat(60), mutations, (number, mutation) => {
        const segments = textOf(generatedFile(name, 11, number).bytes).split('~');
        const changed = mutated(segments, mutation);
        const file = jsonToFile(jsonOf([bytesOf(changed.join('~'))]), { isUnchecked: true });
        if (file.kind === 'refused') throw new Error(JSON.stringify(file.findings.slice(0, 3)));
        const text = textOf(file.bytes[0] ?? new Uint8Array());
        expect(normal(text.split('~'))).toEqual(normal(changed));
        expect([undefined, text]).toContain(streamed(changed.join('~')));
      }),
      { numRuns: Number(process.env['RUNS'] ?? 100) },
    );
  });
});

test('fields that were changed beside their raw elements are refused, and written once these are removed', () => {
  const text = textOf(generatedFile('837p', 11, 0).bytes).replace(/DTP\*472\*D8\*\d{8}/, 'DTP*472*D8*20261341');
  const json = JSON.stringify(jsonOf([bytesOf(text)]));
  const raw = '"raw":["DTP","472","D8","20261341"]';
  expect(json).toContain(`{${raw}}`);
  const changed = (by: string): unknown => JSON.parse(json.replace(`{${raw}}`, by));
  expect(jsonToFile(changed(`{"when":"2026-10-13",${raw}}`), { isUnchecked: true })).toMatchObject({
    kind: 'refused',
    findings: [{ segment: 'DTP' }],
  });
  const file = jsonToFile(changed('{"when":"2026-10-13"}'));
  expect(file.kind === 'written' && textOf(file.bytes[0] ?? new Uint8Array())).toContain('DTP*472*D8*20261013');
});
