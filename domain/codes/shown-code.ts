/** A code from a payer's file, fit for a question or a log: what is too long or too odd for a code may be anything. */
export function shownCode(code: string): string {
  return /^[A-Za-z0-9]{1,6}$/.test(code) ? code : '?';
}
