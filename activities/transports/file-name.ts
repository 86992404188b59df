import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';

/** A file name from a partner: usable, hidden (the file is ignored) or unusable (the file is reported). */
export type FileName = { readonly key: string; readonly shown: string } & (
  | { readonly kind: 'usable'; readonly text: string }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'unusable'; readonly why: string }
);

/** Maximum length of a name, in bytes. */
const longestName = 200;

/**
 * Classifies a name from a partner. A path is unusable. Names that begin with a dot or end in .tmp, .part or .filepart
 * are hidden: the partner is still writing the file. `shown` contains no control character; `key` is unique per name.
 */
export function fileName(raw: Uint8Array | string): FileName {
  const bytes = Buffer.from(raw);
  const text = bytes.toString('utf8');
  const shown = text.replaceAll(/[\p{C}\uFFFD]/gu, '?').slice(0, longestName);
  const named = { key: createHash('sha256').update(bytes).digest('hex').slice(0, 32), shown };
  if (/^\.|\.(tmp|part|filepart)$/iu.test(text)) return { ...named, kind: 'hidden' };
  const why = problemOf(bytes, text);
  return why === undefined ? { ...named, kind: 'usable', text } : { ...named, kind: 'unusable', why };
}

// Over SFTP the library decodes the name and replaces bytes that are not UTF-8 with U+FFFD.
function problemOf(bytes: Buffer, text: string): string | undefined {
  if (!isUtf8(bytes) || text.includes('\uFFFD')) return 'its name is not UTF-8';
  if (/[/\\\p{Cc}]/u.test(text)) return 'its name has a control character, a slash or a backslash';
  return bytes.byteLength > longestName ? `its name is longer than ${longestName} bytes` : undefined;
}
