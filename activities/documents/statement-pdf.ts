import PDFDocument from 'pdfkit';
import { usDate } from '../../domain/dates.ts';
import type { Statement } from '../../domain/dunning/statement.ts';
import { composed, unprintablePath } from '../../domain/dunning/printable.ts';
import { type Cents, dollars, negate } from '../../domain/money.ts';
import { permanent } from '../failures.ts';
import { fonts } from './fonts.ts';
import { type BoxLine, printInBox } from './text-box.ts';

/** In points: US letter with margins of 0.75 inch. The address fits the window of a #10 envelope. */
const page = { margin: 54, width: 504, windowTop: 140, bodyTop: 236, figuresLeft: 330, figuresWidth: 228 } as const;

/** Where names and addresses are printed, left of the figures. */
const boxes = {
  sender: { left: page.margin, top: page.margin, width: 264, height: 80 },
  window: { left: page.margin + 10, top: page.windowTop, width: 250, height: 90 },
} as const;

/** Rows of tables, in points. Text is centered in a higher row: pdfkit clips what is above the font's ascender. */
const rowHeight = 16;
/** Padding of table cells: top, right, bottom, left. */
const sidePadding: [number, number, number, number] = [0, 4, 0, 0];

interface CellStyle {
  readonly isBold?: boolean;
  readonly type?: 'TD' | 'TH';
}

/**
 * Renders a statement as PDF. Text is drawn literally; no external resource is loaded. Throws `statement-not-printable`
 * if the font lacks a character.
 */
export async function renderStatement(content: Statement): Promise<Uint8Array> {
  const statement = composed(content);
  const field = unprintablePath(statement);
  if (field !== undefined) throw permanent('statement-not-printable', { field });
  // The creation date is the date of issue, so that the same statement renders to the same bytes.
  const info = { Title: 'Patient statement', CreationDate: new Date(`${statement.issuedOn}T12:00:00Z`) };
  const pdf = new PDFDocument({ size: 'LETTER', margin: page.margin, info, font: fonts.regular });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  letterHead(pdf, statement);
  summary(pdf, statement);
  services(pdf, statement);
  totals(pdf, statement);
  reasons(pdf, statement);
  for (const { heading, text } of statement.notices) paragraph(pdf, heading, text);
  pdf.end();
  return done;
}

function letterHead(pdf: PDFKit.PDFDocument, { from, to, badge }: Statement): void {
  const sender = [...from.lines, ...(from.phone ? [from.phone] : [])];
  printInBox(pdf, [line(from.name, 13, 'bold'), ...sender.map((text) => line(text, 9))], boxes.sender);
  pdf
    .font(fonts.bold)
    .fontSize(15)
    .fillColor(badge === 'Statement' ? '#1f4e79' : '#a61c00')
    .text(badge.toUpperCase(), page.figuresLeft, page.margin, { align: 'right', width: page.figuresWidth })
    .fillColor('black');
  printInBox(
    pdf,
    [to.name, ...to.lines].map((text) => line(text, 11)),
    boxes.window,
  );
}

function line(text: string, size: number, font: keyof typeof fonts = 'regular'): BoxLine {
  return { text, font: fonts[font], size };
}

function summary(pdf: PDFKit.PDFDocument, statement: Statement): void {
  const {
    statementNumber,
    accountNumber,
    issuedOn,
    dueOn,
    totals: { amountDueCents },
    patientName,
    providerName,
    insurerName,
  } = statement;
  const rows: readonly (readonly [string, string])[] = [
    ['Amount due', dollars(amountDueCents)],
    ['Due by', usDate(dueOn)],
    ['Account', accountNumber],
    ['Statement', statementNumber],
    ['Date', usDate(issuedOn)],
  ];
  let top: number = page.windowTop - 20;
  for (const [label, value] of rows) {
    const isAmount = label === 'Amount due';
    pdf.font(fonts.regular).fontSize(9).text(label, page.figuresLeft, top, { width: 80 });
    pdf
      .font(isAmount ? fonts.bold : fonts.regular)
      .fontSize(isAmount ? 13 : 9)
      .text(value, 400, top - (isAmount ? 3 : 0), { width: 158, align: 'right' });
    top += isAmount ? 18 : 14;
  }
  pdf
    .font(fonts.regular)
    .fontSize(9)
    .text(
      [
        `Patient: ${patientName}`,
        ...(providerName ? [`Seen by:\u00a0${providerName.replaceAll(' ', '\u00a0')}`] : []),
        ...(insurerName ? [`Insurance: ${insurerName}`] : []),
      ].join('    '),
      page.margin,
      page.bodyTop,
      { width: page.width },
    );
  pdf.moveDown(0.8);
}

function services(pdf: PDFKit.PDFDocument, { lines }: Statement): void {
  const heads = ['Date', 'Service', 'Charged', 'Insurance paid', 'Adjusted', 'Your part'];
  pdf.table({
    columnStyles: [66, 84, 84, 96, 84, 90].map((width, index) => ({
      width,
      align: { x: index < 2 ? 'left' : 'right', y: 'center' },
    })),
    rowStyles: (row) => ({ border: row === 0 ? [0, 0, 0.5, 0] : false, minHeight: rowHeight }),
    defaultStyle: { padding: sidePadding },
    data: [
      heads.map((text) => cell(text, { isBold: true, type: 'TH' })),
      ...lines.map((line) =>
        [
          usDate(line.serviceDate),
          [line.procedureCode, ...line.modifiers].join(' '),
          dollars(line.chargedCents),
          dollars(line.insurancePaidCents),
          dollars(line.adjustedCents),
          dollars(line.youOweCents),
        ].map((text) => cell(text)),
      ),
    ],
  });
  pdf.moveDown(0.5);
}

function totals(pdf: PDFKit.PDFDocument, { totals: sums }: Statement): void {
  const rows: readonly (readonly [string, Cents])[] = [
    ['Charged', sums.chargedCents],
    ['Insurance paid', negate(sums.insurancePaidCents)],
    ['Adjusted', negate(sums.adjustedCents)],
    ['You have paid', negate(sums.patientPaidCents)],
    ['Other', negate(sums.otherCents)],
    ['You owe', sums.amountDueCents],
  ];
  const shown = rows.filter(([label, amount]) => amount !== 0 || label === 'You owe');
  pdf.table({
    position: { x: page.figuresLeft },
    columnStyles: [
      { width: 120, align: { x: 'left', y: 'center' } },
      { width: 108, align: { x: 'right', y: 'center' } },
    ],
    rowStyles: () => ({ minHeight: rowHeight }),
    defaultStyle: { border: false, padding: sidePadding },
    data: shown.map(([label, amount]) =>
      [label, dollars(amount)].map((text) => cell(text, { isBold: label === 'You owe' })),
    ),
  });
  pdf.x = page.margin;
  pdf.moveDown(0.8);
}

function cell(text: string, { isBold = false, type = 'TD' }: CellStyle = {}): PDFKit.Mixins.CellOptions {
  return { text, type, font: { src: isBold ? fonts.bold : fonts.regular, size: 9 } };
}

function reasons(pdf: PDFKit.PDFDocument, { reasons: given }: Statement): void {
  if (given.length === 0) return;
  const text = given.map(({ sentence, amountCents }) => `${dollars(amountCents)}: ${sentence}`).join('\n');
  paragraph(pdf, 'Why you owe this', text);
}

function paragraph(pdf: PDFKit.PDFDocument, heading: string, text: string): void {
  pdf.font(fonts.bold).fontSize(9.5).text(heading, page.margin, pdf.y, { width: page.width });
  pdf.font(fonts.regular).fontSize(9).text(text, { width: page.width }).moveDown(0.5);
}
