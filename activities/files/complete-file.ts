// Recognizes whether an X12 file has arrived completely.

/** The IEA segment must be within this many bytes of the end of the file. */
const tailBytes = 400;

/** Whether a file begins with an ISA segment. A byte order mark and white space may precede it. */
export function isX12(bytes: Uint8Array): boolean {
  return /^(\u00EF\u00BB\u00BF)?\s*ISA/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
}

/**
 * Whether an X12 file is complete: its last segment is an IEA with its terminator. False for a file of another format,
 * whose end cannot be recognized.
 */
export function endsWithIea(bytes: Uint8Array): boolean {
  if (!isX12(bytes)) return false;
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  const isa = start.slice(start.indexOf('ISA'));
  // The ISA segment has a fixed width, so its element separator and terminator are at fixed positions.
  const [separator, terminator] = [isa.charAt(3), isa.charAt(105)];
  if (separator === '' || terminator === '') return false;
  // Some systems append blanks, line ends, NUL or Ctrl-Z.
  const tail = Buffer.from(bytes.subarray(-tailBytes)).toString('latin1');
  const end = tail.replace(/[\s\p{Cc}]+$/u, terminator.trim() === '' ? terminator : '');
  if (!end.endsWith(terminator)) return false;
  return (end.slice(0, -1).split(terminator).at(-1) ?? '').trimStart().startsWith(`IEA${separator}`);
}
