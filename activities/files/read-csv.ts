import { CsvError, parse } from 'csv-parse/sync';

/**
 * Reads comma-separated values (UTF-8) as rows of text. Lines end with CRLF or LF; a byte order mark is skipped.
 * Returns undefined if a quote is misplaced or not closed. The parser's error is dropped because it quotes the file,
 * which may contain PHI.
 */
export function readCsv(bytes: Uint8Array): readonly (readonly string[])[] | undefined {
  try {
    return parse(bytes, { bom: true, record_delimiter: ['\r\n', '\n'], relax_column_count: true });
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}
