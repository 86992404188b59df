/** The separators of one interchange. Each interchange declares its own in its ISA segment. */
export interface Delimiters {
  readonly element: string;
  readonly component: string;
  /** Absent before version 00402. */
  readonly repetition?: string;
  readonly terminator: string;
}

/** The most common delimiters, and the default for writing. */
export const usualDelimiters: Delimiters = { element: '*', component: ':', repetition: '^', terminator: '~' };

/** Whether a character can be a delimiter: one byte that is not a letter, digit or space. */
export function isDelimiter(character: string): boolean {
  return character.length === 1 && character.charCodeAt(0) < 256 && !/[A-Za-z0-9 ]/.test(character);
}

/** Whether every character of an element is printable ASCII or separates its components or repetitions. */
export function isPrintable(text: string, { component, repetition }: Delimiters): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const isInRange = character >= ' ' && character <= '~';
    if (!isInRange && character !== component && character !== repetition) return false;
  }
  return true;
}
