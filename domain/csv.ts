/**
 * Writes rows as comma-separated values. Each row ends with CRLF; a cell is quoted only if necessary. A spreadsheet
 * shows every cell as text or a number and runs none as a formula.
 * @source RFC 4180
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** What a spreadsheet takes for a formula, also in full-width characters. @source OWASP, CSV Injection */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const amount = /^-?\d+(\.\d+)?$/;

function cell(text: string): string {
  const safe = formula.test(text) && !amount.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text of a cell that `writeCsv` wrote and a partner returned: without the apostrophe before a formula. */
export function textOfCell(written: string): string {
  return written.startsWith("'") && formula.test(written.slice(1)) ? written.slice(1) : written;
}
