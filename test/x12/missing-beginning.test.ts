import { describe, expect, test } from '@jest/globals';
import { generatedFile, type GeneratedName, kindsOf } from '../../x12/generate/index.ts';
import { check, FileToJson, jsonToFile, write837P } from '../../x12/index.ts';
import { allFindings } from '../../fuzz/consume.ts';
import { anInterchange, bytesOf, checkedFile, setOf, someClaims, textOf, written } from './builders.ts';

// HL and LS hold nothing that their place does not say. When one is missing, the loop that it begins is still read.

/** A generated file without its first segment of a kind, with the right number of segments. */
function fileWithout(name: GeneratedName, kind: string, segment: RegExp): readonly string[] {
  const segments = textOf(generatedFile(name, 4, kindsOf(name).indexOf(kind)).bytes).split('~');
  const at = segments.findIndex((one) => segment.test(one));
  if (at < 0) throw new Error('the file has no such segment');
  const count = segments.length - 6;
  return segments.toSpliced(at, 1).map((one) => (one.startsWith('SE*') ? `SE*${count}*0001` : one));
}

const found = (segments: readonly string[]): readonly string[] =>
  allFindings(checkedFile(bytesOf(segments.join('~')))).map(
    ({ rule, loop, segment, position }) => `${rule} ${loop} ${segment} before ${segments[position + 1]?.slice(0, 6)}`,
  );

describe.each<readonly [GeneratedName, string, RegExp, string, string]>([
  ['837p', 'plain', /^HL\*1\*/, '2000A', 'NM1*85'],
  ['837p', 'plain', /^HL\*2\*/, '2000B', 'SBR*P*'],
  ['277ca', 'accepted', /^HL\*4\*/, '2000D', 'NM1*QC'],
  ['277', 'paid', /^HL\*3\*/, '2000C', 'NM1*1P'],
])('%s of kind %s without %s', (name, kind, segment, loop, before) => {
  const segments = fileWithout(name, kind, segment);

  test('has one finding, where the segment should stand', () => {
    expect(found(segments)).toEqual([`segment.missing ${loop} HL before ${before}`]);
  });

  test('is written complete from its JSON', () => {
    let json = '';
    const toJson = new FileToJson(
      (part) => (json += part),
      () => undefined,
    );
    toJson.push(bytesOf(segments.join('~')));
    toJson.end();
    const file = jsonToFile(JSON.parse(json));
    const bytes = file.kind === 'written' ? file.bytes.map(textOf).join('') : file.kind;
    expect(bytes).toBe(textOf(generatedFile(name, 4, kindsOf(name).indexOf(kind)).bytes));
  });
});

test('what remains of a loop whose beginning is missing stands behind the place of the beginning', () => {
  const segments = fileWithout('835', 'paid', /^N1\*PR/);
  expect(found(segments).map((one) => one.split('*')[0])).toEqual([
    'segment.unexpected 835 N3 before N3',
    'segment.missing 835 N1 before N3',
    'segment.unexpected 835 N4 before N4',
    'segment.unexpected 835 PER before PER',
  ]);
});

test('lines beyond the fiftieth of a claim are one finding each, and are read', () => {
  const claim = someClaims();
  const text = textOf(written(anInterchange([write837P(claim, '0001')]))).replaceAll('GS*HP', 'GS*HC');
  const line = /LX\*1~[^]*?(?=SE\*)/.exec(text)?.[0] ?? '';
  const lines = Array.from({ length: 51 }, (_, index) =>
    line.replace('LX*1', `LX*${index + 2}`).replace('REF*6R*1', `REF*6R*${index + 2}`),
  );
  const rules = (changed: string): readonly string[] =>
    check(setOf(bytesOf(changed))).map(({ rule, segment, loop }) => `${rule} ${loop} ${segment}`);
  const changed = text.replace(line, line + lines.join('')).replace('CLM*V88121A7K2*200', `CLM*V88121A7K2*${52 * 200}`);
  expect(rules(changed).filter((one) => !one.startsWith('envelope'))).toEqual([
    'loop.too-many 2300 LX',
    'loop.too-many 2300 LX',
  ]);
});
