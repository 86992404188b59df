// How the end of a file that may still be written is recognized.

/** Bytes at the end of a file in which its IEA segment must lie. */
const tailBytes = 400;

/** Whether a file begins as X12 does, after a byte order mark and white space. */
export function isX12(bytes: Uint8Array): boolean {
  return /^(\u00EF\u00BB\u00BF)?\s*ISA/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
}

/**
 * Whether an X12 file is whole: its last segment is an IEA with its terminator. False for a file of another kind, which
 * has no end that could be seen.
 */
export function endsWithIea(bytes: Uint8Array): boolean {
  if (!isX12(bytes)) return false;
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  const isa = start.slice(start.indexOf('ISA'));
  // The ISA segment has a fixed width: its element separator and its terminator stand at fixed places.
  const [separator, terminator] = [isa.charAt(3), isa.charAt(105)];
  if (separator === '' || terminator === '') return false;
  // Some systems close a file with blanks, line ends, NUL or Ctrl-Z.
  const tail = Buffer.from(bytes.subarray(-tailBytes)).toString('latin1');
  const end = tail.replace(/[\s\p{Cc}]+$/u, terminator.trim() === '' ? terminator : '');
  if (!end.endsWith(terminator)) return false;
  return (end.slice(0, -1).split(terminator).at(-1) ?? '').trimStart().startsWith(`IEA${separator}`);
}
