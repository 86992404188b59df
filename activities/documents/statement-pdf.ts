import PDFDocument from 'pdfkit';
import type { Statement } from '../../domain/dunning/statement.ts';
import { dollars } from '../../domain/money.ts';
import { table } from './table.ts';

/** Points: US letter with margins of 0.75 inch. The address stands where a window envelope (#10) shows it. */
const page = { margin: 54, width: 504, windowTop: 140, bodyTop: 236 } as const;

/** Draws a statement as PDF. Text is drawn as given, never interpreted; nothing is fetched. */
export function renderStatement(statement: Statement): Promise<Uint8Array> {
  // The day of issue as the file's date: the same statement gives the same bytes.
  const info = { Title: 'Patient statement', CreationDate: new Date(`${statement.issuedOn}T12:00:00Z`) };
  const pdf = new PDFDocument({ size: 'LETTER', margin: page.margin, info });
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
  pdf.font('Helvetica-Bold').fontSize(13).text(from.name, page.margin, page.margin);
  pdf.font('Helvetica').fontSize(9);
  for (const line of [...from.lines, ...(from.phone ? [from.phone] : [])]) pdf.text(line);
  pdf
    .font('Helvetica-Bold')
    .fontSize(15)
    .fillColor(badge === 'Statement' ? '#1f4e79' : '#a61c00')
    .text(badge.toUpperCase(), page.margin, page.margin, { align: 'right', width: page.width })
    .fillColor('black');
  pdf
    .font('Helvetica')
    .fontSize(11)
    .text(to.name, page.margin + 10, page.windowTop);
  for (const line of to.lines) pdf.text(line);
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
    ['Due by', dueOn],
    ['Account', accountNumber],
    ['Statement', statementNumber],
    ['Date', issuedOn],
  ];
  let top: number = page.windowTop - 20;
  for (const [label, value] of rows) {
    const isAmount = label === 'Amount due';
    pdf.font('Helvetica').fontSize(9).text(label, 330, top, { width: 80 });
    pdf
      .font(isAmount ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(isAmount ? 13 : 9)
      .text(value, 400, top - (isAmount ? 3 : 0), { width: 158, align: 'right' });
    top += isAmount ? 18 : 14;
  }
  pdf
    .font('Helvetica')
    .fontSize(9)
    .text(
      [
        `Patient: ${patientName}`,
        ...(providerName ? [`Seen by: ${providerName}`] : []),
        ...(insurerName ? [`Insurance: ${insurerName}`] : []),
      ].join('    '),
      page.margin,
      page.bodyTop,
      { width: page.width },
    );
  pdf.moveDown(0.8);
}

function services(pdf: PDFKit.PDFDocument, { lines }: Statement): void {
  table(pdf, {
    left: page.margin,
    widths: [66, 84, 84, 96, 84, 90],
    heads: ['Date', 'Service', 'Charged', 'Insurance paid', 'Adjusted', 'Your part'],
    rows: lines.map((line) => [
      line.serviceDate,
      [line.procedureCode, ...line.modifiers].join(' '),
      dollars(line.chargedCents),
      dollars(line.insurancePaidCents),
      dollars(line.adjustedCents),
      dollars(line.youOweCents),
    ]),
  });
}

function totals(pdf: PDFKit.PDFDocument, { totals: sums }: Statement): void {
  const rows: readonly (readonly [string, number])[] = [
    ['Charged', sums.chargedCents],
    ['Insurance paid', -sums.insurancePaidCents],
    ['Adjusted', -sums.adjustedCents],
    ['You have paid', -sums.patientPaidCents],
    ['Other', -sums.otherCents],
    ['You owe', sums.amountDueCents],
  ];
  for (const [label, amount] of rows.filter(([name, value]) => value !== 0 || name === 'You owe')) {
    const top = pdf.y;
    pdf
      .font(label === 'You owe' ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(9)
      .text(label, 330, top, { width: 120 });
    pdf.text(dollars(amount as typeof sums.amountDueCents), 450, top, { width: 108, align: 'right' });
  }
  pdf.moveDown(0.8);
}

function reasons(pdf: PDFKit.PDFDocument, { reasons: given }: Statement): void {
  if (given.length === 0) return;
  const text = given
    .map(({ sentence, amountCents, code }) => `${dollars(amountCents)}: ${sentence} (${code})`)
    .join('\n');
  paragraph(pdf, 'Why you owe this', text);
}

function paragraph(pdf: PDFKit.PDFDocument, heading: string, text: string): void {
  pdf.font('Helvetica-Bold').fontSize(9.5).text(heading, page.margin, pdf.y, { width: page.width });
  pdf.font('Helvetica').fontSize(9).text(text, { width: page.width }).moveDown(0.5);
}
