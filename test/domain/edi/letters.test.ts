import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asX12Id, toX12Text } from '../../../domain/edi/letters.ts';

describe('a text is spelled in the characters of X12', () => {
  test.each([
    ['Żółkiewski', 'Zolkiewski'],
    ['Łukasz', 'Lukasz'],
    ['D’Angelo', "D'Angelo"],
    ['Zoë', 'Zoe'],
    ['Müller-Lüdenscheidt', 'Muller-Ludenscheidt'],
    ['Strauß', 'Strauss'],
    ['Bjørn Ærø', 'Bjorn AEro'],
    ['Þór Guðmundsson', 'THor Gudmundsson'],
    ['Đặng Thị Hương', 'Dang Thi Huong'],
    ['José Núñez', 'Jose Nunez'],
    ['Çağrı Işık', 'Cagri Isik'],
    ['Šťastná', 'Stastna'],
    ['Œuvré', 'OEuvre'],
    ['O´Brien', "O'Brien"],
    ['Ｓｍｉｔｈ', 'Smith'],
    ['“Bob” – the ﬁrst…', '"Bob" - the first...'],
    ['Zoe\u0308', 'Zoe'],
    ['51 Elm St\u00a0#4', '51 Elm St #4'],
    ['½ tablet', '1/2 tablet'],
    ['two\nlines\tof text', 'two lines of text'],
    ['zero\u200bwidth', 'zerowidth'],
  ])('%j is %j', (given, expected) => {
    expect(toX12Text(given)).toEqual({ text: expected, isLost: false });
  });

  test.each([
    ['Мария'],
    ['李'],
    ['Παπαδόπουλος'],
    ['محمد'],
    ['Smith 🙂'],
    ['한'],
    ['Smith~Jones'],
    ['A*B'],
    ['Attn: B'],
    ['B^C'],
  ])('%j loses a letter', (given) => {
    expect(toX12Text(given).isLost).toBe(true);
  });

  test('any text becomes one that X12 carries, and a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const { text } = toX12Text(given);
        expect(asX12Id(text)).toEqual({ text, isLost: false });
        expect(toX12Text(text)).toEqual({ text, isLost: false });
      }),
    );
  });

  test('any text of Latin letters loses none', () => {
    const latin = fc.string({ unit: fc.integer({ min: 0xc0, max: 0x17f }).map((code) => String.fromCodePoint(code)) });
    fc.assert(fc.property(latin, (given) => expect(toX12Text(given).isLost).toBe(false)));
  });
});

test.each([
  ['W123-456', true],
  ['W1*2', false],
  ['Ł1', false],
])('the identifier %j can be sent as it is: %j', (id, expected) => {
  expect(asX12Id(id).isLost).toBe(!expected);
});
