import { describe, expect, test } from '@jest/globals';
import { FileToJson, jsonToFile, read277CA, read835, write277CA, write835 } from '../../x12/index.ts';
import { generate277CA } from '../../x12/generate/answers.ts';
import { aRemittance835, anInterchange, bytesOf, fileOf, setOf, textOf, written } from './builders.ts';

// A segment that the guide does not expect does not hide other segments, is kept in its place, and is written back.

const group = { functionalId: 'HN', senderCode: 'SENDER', receiverCode: 'RECEIVER', control: 7, version: '005010X214' };
const acknowledgments = (): string => {
  const { value } = generate277CA(1, 0);
  return textOf(written(anInterchange([], { groups: [{ ...group, sets: [write277CA(value, '0001')] }] })));
};
const remittance = (): string => textOf(written(anInterchange([write835(aRemittance835(), '0001')])));

const counted = (text: string): string => {
  const body = text.slice(text.indexOf('~ST*') + 1, text.indexOf('~SE*') + 1).split('~').length;
  return text.replace(/~SE\*\d+/, `~SE*${body}`);
};

function there(text: string): { readonly json: string; readonly back: string } {
  let json = '';
  const toJson = new FileToJson(
    (part) => (json += part),
    () => undefined,
  );
  toJson.push(bytesOf(text));
  toJson.end();
  const file = jsonToFile(JSON.parse(json));
  if (file.kind === 'refused') throw new Error(JSON.stringify(file.findings));
  return { json, back: file.bytes.map(textOf).join('') };
}

const cases: readonly (readonly [string, string])[] = [
  ['a second payee before a claim', remittance().replace('~CLP*', '~N1*PE*OTHER*XX*1999999984~CLP*')],
  ['a second payee within a claim', remittance().replace('~SVC*', '~N1*PE*OTHER*XX*1999999984~SVC*')],
  ['an unknown segment', remittance().replace('~SVC*', '~ZZZ*1*2~SVC*')],
  ['a trace of another kind', acknowledgments().replace('~HL*4*', '~TRN*2*0~HL*4*')],
];

describe.each(cases)('%s', (_, changed) => {
  const text = counted(changed);

  test('is a finding, and everything else is read', () => {
    const set = setOf(bytesOf(text));
    if (set.set === '835') {
      const read = read835(set);
      expect(read.kind === 'read' && read.value.headers?.[0]?.claims?.[0]?.services).toHaveLength(1);
      expect(read.findings).toHaveLength(1);
    } else {
      const read = read277CA(set);
      const provider = read.kind === 'read' ? read.value.sources?.[0]?.receivers?.[0]?.providers?.[0] : undefined;
      expect(provider?.patients?.[0]?.claims).toHaveLength(1);
      expect(read.findings).toHaveLength(1);
    }
  });

  test('is kept in the JSON, and written back in its place', () => {
    const { json, back } = there(text);
    expect(json).toContain('"unexpected":[{"after":');
    expect(back).toBe(text);
  });
});

test('raw segments with a delimiter are refused', () => {
  const { json } = there(counted(remittance().replace('~SVC*', '~ZZZ*1*2~SVC*')));
  const file = jsonToFile(JSON.parse(json.replace('["ZZZ","1","2"]', '["ZZZ","1~2"]')));
  expect(file).toMatchObject({ kind: 'refused', findings: [{ rule: 'element.characters' }] });
});

test('a loop after the segment that ends its list is in that list of the JSON, and none is lost', () => {
  const answer = (number: number): readonly string[] => [`AK2*837*000${number}*005010X222A1`, 'IK5*A'];
  const trailer = 'AK9*A*3*3*3';
  const body = ['AK1*HC*7*005010X222A1', ...answer(1), trailer, ...answer(2), trailer, ...answer(3)];
  const { json, back } = there(textOf(fileOf('999', '005010X231A1', body)));
  expect(json.match(/"sets":/g)).toHaveLength(2);
  expect(back.match(/AK2\*837\*000\d/g)).toEqual(['AK2*837*0001', 'AK2*837*0002', 'AK2*837*0003']);
  expect(back.match(/AK9\*/g)).toHaveLength(2);
});
