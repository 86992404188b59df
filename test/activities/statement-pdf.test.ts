import PDFDocument from 'pdfkit';
import { expect, test } from '@jest/globals';
import { fonts } from '../../activities/documents/fonts.ts';
import { renderStatement } from '../../activities/documents/statement-pdf.ts';
import { isoDate } from '../../domain/dates.ts';
import type { Statement } from '../../domain/dunning/statement.ts';
import { unprintablePath } from '../../domain/dunning/printable.ts';
import { cents } from '../../domain/money.ts';
import { textsOf } from '../support/pdf-text.ts';

function aStatement(lineCount: number): Statement {
  const line = {
    serviceDate: isoDate('2026-03-02'),
    procedureCode: 'G0444',
    modifiers: ['25'],
    chargedCents: cents(26_300),
    insurancePaidCents: cents(16_000),
    adjustedCents: cents(5_260),
    youOweCents: cents(5_040),
  };
  return {
    statementNumber: 'V88121A7K2-1-1',
    accountNumber: 'V88121A7K2',
    issuedOn: isoDate('2026-04-02'),
    dueOn: isoDate('2026-05-02'),
    badge: 'Statement',
    from: { name: 'Elm Family Clinic', lines: ['1 Clinic Way'], phone: '(609) 555-0142' },
    to: { name: 'Testa Sample', lines: ['1 Elm St'] },
    patientName: 'Testa Sample',
    lines: Array.from({ length: lineCount }, () => line),
    totals: {
      chargedCents: cents(26_300),
      insurancePaidCents: cents(16_000),
      adjustedCents: cents(5_260),
      patientPaidCents: cents(0),
      otherCents: cents(0),
      amountDueCents: cents(5_040),
    },
    reasons: [],
    notices: [],
  };
}

async function pagesOf(lineCount: number): Promise<number> {
  const text = Buffer.from(await renderStatement(aStatement(lineCount))).toString('latin1');
  return text.match(/\/Type \/Page\b/g)?.length ?? 0;
}

test('a statement with one line has one page; a statement with 50 lines has two', async () => {
  expect([await pagesOf(1), await pagesOf(50)]).toEqual([1, 2]);
});

test('the same statement renders to the same bytes; a different one does not', async () => {
  const [one, same, other] = [aStatement(1), aStatement(1), aStatement(2)].map(renderStatement);
  expect(await same).toEqual(await one);
  expect(await other).not.toEqual(await one);
});

/** The statement of case 24, with what a test varies. */
const named = (name: string, change: Partial<Statement> = {}): Statement => ({
  ...aStatement(1),
  patientName: name,
  to: { name, lines: ['51 Elm St', 'Trenton, NJ 08608'] },
  ...change,
});

test.each([
  ['Polish', 'Łukasz Żółkiewski'],
  ['Turkish and Vietnamese', 'İbrahim Şağdıç Nguyễn Thị Hồng Ơn'],
  ['Greek', 'Ελένη Παπαδοπούλου'],
  ['Cyrillic', 'Ірина Щербак-Ёлкина'],
  ['typographic punctuation', 'Siobhán O’Neill–Doyle'],
  ['separate accents', 'Rene\u0301e A\u030Angstro\u0308m'],
])('a name with %s is printed as given, and so is the text after it (case 24)', async (_, name) => {
  const printed = textsOf(await renderStatement(named(name))).map(({ text }) => text.trim());
  expect(printed).toContain(name.normalize('NFC'));
  expect(printed).toContain(`Patient: ${name.normalize('NFC')}`);
  expect(printed).toEqual(expect.arrayContaining(['51 Elm St', 'Trenton, NJ 08608', 'You owe', '$50.40']));
});

test.each([
  ['Chinese', '王小明', 'to.name'],
  ['Arabic', 'محمد', 'to.name'],
  ['an emoji', 'Ann 😀', 'to.name'],
  ['an unassigned character', 'Ann \u0378', 'to.name'],
])('a name with %s is refused with the field, without the name', async (_, name, field) => {
  await expect(renderStatement(named(name))).rejects.toMatchObject({
    type: 'statement-not-printable',
    details: [{ field }],
  });
});

test('long names and addresses wrap left of the amounts and above the services', async () => {
  const long = (words: string, count: number): string => Array.from({ length: count }, () => words).join(' ');
  const lines = [long('Wolfeschlegelsteinhausen Road', 4), long('Apartment', 6), 'Trenton, NJ 08608-1234'];
  const statement = named(`${'W'.repeat(60)} ${long('Bergerdorff', 6)}`, {
    from: { name: long('Elm Family Clinic of Greater Trenton', 3), lines, phone: '(609) 555-0142' },
  });
  const to = { ...statement.to, lines };
  const texts = textsOf(await renderStatement({ ...statement, to }));
  const left = texts.filter(({ x, y }) => x < 100 && y > 792 - 236);
  const senderBottom = Math.min(...left.filter(({ x }) => x < 60).map(({ y }) => y));
  const window = left.filter(({ x }) => x > 60);
  expect(window.length).toBeGreaterThan(6);
  expect(senderBottom).toBeGreaterThan(792 - 140);
  expect(Math.max(...window.map(({ y, size }) => y + size * 0.7))).toBeLessThan(792 - 140);
  // No character of the font is wider than its size, and W is 0.9 of it.
  const widest = left.filter(({ text }) => /^W+$/.test(text.trim()));
  expect(widest.length).toBeGreaterThan(0);
  for (const { x, size, text } of widest) expect(x + text.trim().length * size * 0.9).toBeLessThan(330);
});

test('the fonts have a glyph for every character that is printed', () => {
  for (const path of Object.values(fonts)) {
    const pdf = new PDFDocument({ font: path });
    const { font } = (pdf as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } })._font;
    const points = Array.from({ length: 0x1_10_00 }, (_, point) => point).filter(
      (point) => point !== 10 && unprintablePath(String.fromCodePoint(point)) === undefined,
    );
    expect(points.length).toBeGreaterThan(1_400);
    expect(points.filter((point) => !font.hasGlyphForCodePoint(point))).toEqual([]);
  }
});
