import { expect, test } from '@jest/globals';
import { elementWords } from '../../../domain/edi/element-words.ts';

test.each([
  ['CLP04', 'the paid amount of the claim (CLP04)'],
  ['SVC01-2', 'the procedure of a service line (SVC01-2)'],
  ['BPR16', 'the payment date (BPR16)'],
  ['CLP14', undefined],
  ['CAS', undefined],
  ['constructor', undefined],
  ['a segment without a known name', undefined],
])('%s is %s', (place, words) => {
  expect(elementWords(place)).toBe(words);
});
