import { expect, test } from '@jest/globals';
import { allFindings } from '../../fuzz/consume.ts';
import { mutated } from '../../fuzz/mutate.ts';
import { generatedSources } from '../../fuzz/sources.ts';
import { Chance } from '../../x12/generate/chance.ts';
import { elementName } from '../../x12/grammar/element-names.ts';
import { check, guides, type GuideName, placeOf, write835, write837P } from '../../x12/index.ts';
import { aRemittance835, anInterchange, checkedFile, fileOf, setOf, someClaims, textOf, written } from './builders.ts';

// Messages use the names and codes of the guide, because their readers do not know the fields of our values.

const sources = generatedSources().filter(({ bytes }) => bytes.length < 3_000);

test('no message contains a name of a field of our values', () => {
  const messages = new Set<string>();
  for (const [index, { bytes }] of sources.entries()) {
    for (let round = 0; round < 2; round += 1) {
      const changed = mutated(bytes, new Chance(index * 100 + round), bytes);
      for (const { message } of allFindings(checkedFile(changed))) messages.add(message);
    }
  }
  expect(messages.size).toBeGreaterThan(50);
  expect([...messages].filter((message) => /\b[a-z]+[A-Z]|undefined|\[\d|\belements? \d/.test(message))).toEqual([]);
});

const messages = (name: GuideName, bytes: Uint8Array, from: string, to: string): readonly string[] => {
  const text = textOf(bytes);
  if (!text.includes(from)) throw new Error(`the file does not contain ${from}`);
  const segments = text.replace(from, to).split('~').slice(3, -4);
  return check(setOf(fileOf(guides[name].set, guides[name].version, segments))).map(
    (finding) => `${placeOf(finding)} ${finding.message}`,
  );
};
const claims = written(anInterchange([write837P(someClaims(), '0001')]));
const remittance = written(anInterchange([write835(aRemittance835(), '0001')]));

test.each<readonly [GuideName, string, string, string]>([
  ['837p', 'NM1*85*2*ELM CLINIC', 'NM1*85*2*', 'NM103 is required (Name Last or Organization Name)'],
  ['837p', 'N4*TRENTON', 'N4*T', 'N401 is shorter than 2 characters (City Name)'],
  ['837p', 'DTP*472*D8*', 'DTP*472*D9*', 'DTP02 must be D8 (Date Time Period Format Qualifier)'],
  ['837p', '*11:B:1*', '*11:A:1*', 'CLM05-2 must be B (Facility Code Qualifier)'],
  ['837p', '*11:B:1*', '**', 'CLM05 is required (Health Care Service Location Information)'],
  ['837p', 'PER*IC*BILLING OFFICE*TE*6095550142', 'PER*IC**TE', 'PER04 is required (Communication Number)'],
  ['837p', 'SBR*P', 'SBR*Q', 'SBR01 is not one of A, B, C, D, E, F, G, H, P, S, T, U'],
  ['835', 'CAS*CO', 'CAS*XX', 'CAS01 is not one of CO, OA, PI, PR (Claim Adjustment Group Code)'],
  ['835', 'NM1*QC*1*SAMPLE', 'NM1*QC*1*SAMPLE*****MI', 'NM109 is required together with NM108 (Identification Code)'],
])('a message of %s for %s instead of %s: %s', (name, from, to, expected) => {
  const found = messages(name, name === '835' ? remittance : claims, from, to);
  expect(found).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
});

test.each([
  ['ISA', 13, 0, 'Interchange Control Number'],
  ['GS', 6, 0, 'Group Control Number'],
  ['TA1', 5, 0, 'Interchange Note Code'],
  ['SVC', 6, 0, 'Composite Medical Procedure Identifier'],
  ['STC', 10, 2, 'Industry Code'],
  ['XYZ', 1, 0, undefined],
])('the name of %s, element %d, component %d', (segment, element, component, name) =>
  expect(elementName(segment, element, component)).toBe(name),
);
