/**
 * Control characters except tab and line breaks, and unpaired surrogates (in Unicode mode `Cs` matches only those). No
 * database or partner accepts them.
 */
const unstorable = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;

/** Whether a text has a character that cannot be stored: a control character or an unpaired surrogate. */
export function hasUnstorableCharacter(text: string): boolean {
  return unstorable.test(text);
}

/** What is wrong with a text, or undefined. It must have 1 to `longest` characters, not only spaces. */
export function textProblem(value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  if (value.trim() === '') return 'must not be empty';
  if (value.length > longest) return `must not be longer than ${longest} characters`;
  return hasUnstorableCharacter(value) ? 'has a character that cannot be stored' : undefined;
}

/** What is wrong with a JSON value, or undefined: its total length, or a text that cannot be stored. */
export function valueProblem(value: unknown, longest: number): string | undefined {
  const size = sizeOf(value, longest);
  if (size === undefined) return 'has a character that cannot be stored';
  return size > longest ? `must not be longer than ${longest} characters` : undefined;
}

/** Approximate length of a JSON value; undefined if a text cannot be stored. Stops counting above the limit. */
function sizeOf(value: unknown, limit: number): number | undefined {
  if (typeof value === 'string') return hasUnstorableCharacter(value) ? undefined : value.length;
  if (typeof value !== 'object' || value === null) return 8;
  let size = 0;
  for (const [key, member] of Object.entries(value)) {
    const added = sizeOf(member, limit - size);
    if (added === undefined || hasUnstorableCharacter(key)) return undefined;
    size += key.length + added;
    if (size > limit) return size;
  }
  return size;
}
