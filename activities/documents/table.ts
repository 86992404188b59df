/** A table as plain as a bill's: a row of heads, a line, rows; amounts are given as text. */
export interface Table {
  readonly left: number;
  /** Width of each column, in points. */
  readonly widths: readonly number[];
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const rowHeight = 14;

/** Draws a table at the present height and goes on below it; the first two columns stand left, amounts right. */
export function table(pdf: PDFKit.PDFDocument, { left, widths, heads, rows }: Table): void {
  const drawRow = (cells: readonly string[], font: string): void => {
    if (pdf.y + rowHeight > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
    const top = pdf.y;
    let x = left;
    for (const [index, cell] of cells.entries()) {
      const width = widths[index] ?? 0;
      pdf
        .font(font)
        .fontSize(9)
        .text(cell, x, top, { width: width - 4, align: index < 2 ? 'left' : 'right', lineBreak: false });
      x += width;
    }
    pdf.x = left;
    pdf.y = top + rowHeight;
  };
  drawRow(heads, 'Helvetica-Bold');
  pdf
    .moveTo(left, pdf.y - 2)
    .lineTo(left + widths.reduce((sum, width) => sum + width, 0), pdf.y - 2)
    .lineWidth(0.5)
    .stroke();
  for (const row of rows) drawRow(row, 'Helvetica');
  pdf.moveDown(0.5);
}
