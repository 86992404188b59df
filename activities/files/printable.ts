/** A text from outside in characters that can be stored and shown, and of a length that a column is made for. */
export function printable(text: string, length: number): string {
  return text.replaceAll(/\p{C}/gu, '?').slice(0, length);
}
