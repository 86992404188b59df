/**
 * Control characters other than tab and line breaks, and halves of surrogate pairs (in Unicode mode `Cs` matches only
 * those without their other half): no database or partner takes them.
 */
const unstorable = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;

/** Whether a text holds a character that cannot be stored: NUL, another control character, half a surrogate pair. */
export function hasUnstorableCharacter(text: string): boolean {
  return unstorable.test(text);
}

/** What is wrong with a text of at most that many characters; undefined when nothing is. An empty text is missing. */
export function textProblem(value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  if (value.trim() === '') return 'must not be empty';
  if (value.length > longest) return `must not be longer than ${longest} characters`;
  return hasUnstorableCharacter(value) ? 'has a character that cannot be stored' : undefined;
}

/** What is wrong with a JSON value: too long in all, or a text in it that cannot be stored. */
export function valueProblem(value: unknown, longest: number): string | undefined {
  const size = sizeOf(value, longest);
  if (size === undefined) return 'has a character that cannot be stored';
  return size > longest ? `must not be longer than ${longest} characters` : undefined;
}

/** Characters of a JSON value, about; undefined for one with an unstorable character. Stops above the limit. */
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
