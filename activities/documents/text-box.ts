/** A line of text and its look. */
export interface BoxLine {
  readonly text: string;
  /** Path of the font. */
  readonly font: string;
  /** In points. */
  readonly size: number;
}

/** Place of a block of text, in points. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Smallest share of the size to which text is reduced: 11 points become 6.6, which can still be read. */
const smallestScale = 0.6;

/** Prints lines in a box. Long lines wrap; text that is too high for the box is printed smaller. */
export function printInBox(pdf: PDFKit.PDFDocument, lines: readonly BoxLine[], box: Box): void {
  let scale = 1;
  while (scale > smallestScale && heightOf(pdf, lines, box.width, scale) > box.height) scale -= 0.05;
  let { top } = box;
  for (const { text, font, size } of lines) {
    pdf
      .font(font)
      .fontSize(size * scale)
      .text(text, box.left, top, { width: box.width });
    top = pdf.y;
  }
}

function heightOf(pdf: PDFKit.PDFDocument, lines: readonly BoxLine[], width: number, scale: number): number {
  return lines.reduce(
    (height, { text, font, size }) =>
      height +
      pdf
        .font(font)
        .fontSize(size * scale)
        .heightOfString(text, { width }),
    0,
  );
}
