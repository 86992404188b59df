import { expect, test } from '@jest/globals';
import { composed, unprintablePath } from '../../../domain/dunning/printable.ts';

test.each([
  'Łukasz Żółkiewski',
  'Παπαδόπουλος',
  'Иванов',
  'Nguyễn Văn Ánh',
  "D’Angelo – O'Brien",
  '5 €',
  'two\nlines',
  '',
])('a statement can print %j', (text) => {
  expect(unprintablePath({ to: { name: text } })).toBeUndefined();
});

test.each(['李小龙', 'محمد', '한', '🙂', '\u0007', '\u0378'])('a statement cannot print %j', (text) => {
  expect(unprintablePath({ to: { name: text } })).toBe('to.name');
});

test('one letter that cannot be printed is found wherever it stands in the text', () => {
  expect(['李 Smith', 'Smith 李', 'Smi李th'].map((text) => unprintablePath(text))).toEqual(['', '', '']);
});

test('the first text that cannot be printed is named by its path, in objects and lists', () => {
  const content = { amountCents: 1, isFinal: true, nothing: null, lines: ['a', { text: '李' }], from: '한' };
  expect(unprintablePath(content)).toBe('lines.1.text');
});

test('a letter and its accent become one character', () => {
  const statement = { to: { name: 'Zoe\u0308' } } as never;
  expect(composed(statement)).toEqual({ to: { name: 'Zo\u00EB' } });
});
