/**
 * An error as one line for a log or a terminal, without its properties, its cause and its stack. Errors of the
 * database, its client and a schema quote field values, so only their class and code are given.
 */
export function errorSentence(error: unknown): string {
  if (!(error instanceof Error)) return 'Something that is not an error was thrown.';
  const kind = error.constructor.name.slice(0, 60);
  const code = codeOf(error);
  const [first = ''] = error.message.split(/[\r\n]/);
  const quotesValues = /^(Prisma|Zod|Database)/.test(kind) || /^[0-9A-Z]{5}$/.test(code);
  return first === '' || quotesValues ? `${kind}${code === '' ? '' : ` (${code})`}` : first;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(error.code) ? error.code : '';
}
