import { describe, expect, test } from '@jest/globals';
import { generatedFile } from '../../x12/generate/index.ts';
import { sentenceOf, write837P } from '../../x12/index.ts';
import { allFindings } from '../../fuzz/consume.ts';
import { anInterchange, bytesOf, checkedFile, someClaims, textOf, written } from './builders.ts';

// Envelopes and acknowledgments with one fault each.

const claims = textOf(written(anInterchange([write837P(someClaims(), '0001')], groupOf('HC', '005010X222A1'))));

function groupOf(functionalId: string, version: string) {
  const parties = { senderCode: 'SENDER', receiverCode: 'RECEIVER' };
  return { groups: [{ ...parties, functionalId, version, control: 7, sets: [write837P(someClaims(), '0001')] }] };
}

const found = (text: string): readonly string[] =>
  allFindings(checkedFile(bytesOf(text))).map(
    ({ severity, rule, segment, element }) => `${severity} ${rule} ${segment}${element ?? ''}`,
  );

describe('a file of two interchanges', () => {
  const other = claims.replaceAll('000000042', '000000043');

  test('has no finding', () => expect(found(claims + other)).toEqual([]));

  test.each(['', '\n', ' \r\n'])('that lacks the terminator between them and has %j is read to its end', (between) => {
    const text = claims.slice(0, -1) + between + other;
    expect(found(text)).toEqual(['error envelope.terminator IEA']);
    const { interchanges, unreadable } = checkedFile(bytesOf(text));
    expect([interchanges.length, unreadable]).toEqual([2, undefined]);
    expect(interchanges.map((one) => one.groups[0]?.transactions[0]?.totals['claims'])).toHaveLength(2);
  });

  test('with one control number has a finding', () =>
    expect(found(claims + claims)).toEqual(['error envelope.repeated ISA13']));

  test('of two senders may have one control number', () =>
    expect(found(claims + claims.replace('*ZZ*SENDER ', '*ZZ*SENDERS'))).toEqual([]));
});

test('U as the repetition separator of version 00501 is a warning', () =>
  expect(found(claims.replace('*^*00501*', '*U*00501*'))).toEqual(['warning envelope.header ISA11']));

describe('a claim acknowledgment', () => {
  const accepted = textOf(generatedFile('277ca', 1, 0).bytes);

  test.each([
    ['a category of payments', 'STC*A2:20*', 'STC*F1:20*', 'warning code.unknown STC1'],
    ['an acceptance with the action U', '*WQ*161.27~REF*1K', '*U*161.27~REF*1K', 'warning element.code STC3'],
  ])('with %s has one warning', (_, from, to, expected) => {
    const text = accepted.replace(/\*WQ\*[\d.]+~REF\*1K/, '*WQ*161.27~REF*1K');
    expect(text).toContain(from);
    expect(found(text.replace(from, to))).toEqual([expected]);
  });
});

describe('a finding as a sentence', () => {
  const sentences = (text: string): readonly string[] => allFindings(checkedFile(bytesOf(text))).map(sentenceOf);

  test('names a missing segment once', () =>
    expect(sentences(claims.replace(/NM1\*40[^~]*~/, ''))).toContain('NM1*40 is required to begin loop 1000B'));

  test('does not call a well-formed name invalid', () =>
    expect(sentences(claims.replace('~HI*', '~ZZZ*1~HI*'))).toContain(
      'a segment without a known name is not defined by X12',
    ));
});
