import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';

/** A file name from outside: one that can be used, one that is left alone, or one that is reported. */
export type FileName = { readonly key: string; readonly shown: string } & (
  | { readonly kind: 'usable'; readonly text: string }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'unusable'; readonly why: string }
);

/** Bytes of the longest name that is used. */
const longestName = 200;

/**
 * Judges a name from outside. It is never a path. Names that begin with a dot or end in .tmp, .part or .filepart are
 * hidden: the partner still writes such a file. `shown` holds no control character; `key` tells any two names apart.
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

// Over SFTP the library decodes the name: a replacement character stands for the bytes that are not UTF-8.
function problemOf(bytes: Buffer, text: string): string | undefined {
  if (!isUtf8(bytes) || text.includes('\uFFFD')) return 'its name is not UTF-8';
  if (/[/\\\p{Cc}]/u.test(text)) return 'its name has a control character, a slash or a backslash';
  return bytes.byteLength > longestName ? `its name is longer than ${longestName} bytes` : undefined;
}
