/**
 * Control characters except tab and line breaks, unpaired surrogates (in Unicode mode `Cs` matches only those),
 * characters that Unicode excludes from text, and those that reverse the order of what is shown. No text needs them.
 */
const unstorable = /(?![\t\n\r])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}|\p{Bidi_Control}/u;
/** Characters that a name, an address or an identifier never has: they are not seen, or they break the line. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** Something that is seen. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** What is wrong with the characters of a text, or undefined. Never repeats the text. */
export function characterProblem(text: string, lines: 'one line' | 'lines'): string | undefined {
  if (unstorable.test(text)) return 'a character that cannot be stored';
  if (lines === 'lines') return undefined;
  const [found] = unseen.exec(text) ?? [];
  if (found === undefined) return undefined;
  if (found === '\t') return 'a tab';
  return /[\n\r\u2028\u2029]/.test(found) ? 'a line break' : 'a character that is not seen';
}

/** What is wrong with a text, or undefined. It must have 1 to `longest` characters, one of which is seen. */
export function textProblem(value: unknown, longest: number, lines: 'one line' | 'lines'): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  if (value.trim() === '') return 'must not be empty';
  if (value.length > longest) return `must not be longer than ${longest} characters`;
  const problem = characterProblem(value, lines);
  if (problem) return `has ${problem}`;
  return isVisible(value) ? undefined : 'must have a character that is seen';
}

/** Whether anything of a text is seen. */
function isVisible(text: string): boolean {
  return Array.from(text).some((one) => visible.test(one) && !unseen.test(one));
}

/** What is wrong with a JSON value, or undefined: its total length, or a text that cannot be stored. */
export function valueProblem(value: unknown, longest: number): string | undefined {
  const size = sizeOf(value, longest);
  if (size === undefined) return 'has a character that cannot be stored';
  return size > longest ? `must not be longer than ${longest} characters` : undefined;
}

/** Approximate length of a JSON value; undefined if a text cannot be stored. Stops counting above the limit. */
function sizeOf(value: unknown, limit: number): number | undefined {
  if (typeof value === 'string') return unstorable.test(value) ? undefined : value.length;
  if (typeof value !== 'object' || value === null) return 8;
  let size = 0;
  for (const [key, member] of Object.entries(value)) {
    const added = sizeOf(member, limit - size);
    if (added === undefined || unstorable.test(key)) return undefined;
    size += key.length + added;
    if (size > limit) return size;
  }
  return size;
}
