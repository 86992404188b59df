/**
 * Replaces control and format characters with `?` and cuts the text to a length, so that it can be stored and shown.
 */
export function printable(text: string, length: number): string {
  return text.replaceAll(/\p{C}/gu, '?').slice(0, length);
}
