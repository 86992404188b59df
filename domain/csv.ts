/**
 * Writes rows as comma-separated values. Each row ends with CRLF; a cell is quoted only if necessary.
 * @source RFC 4180
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
