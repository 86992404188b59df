/** One step of a path: the name of a field, or the index in a list, starting at 0. */
export type Step = string | number;

/** Prints a path as people write it: "claim.serviceLines[0].modifiers". The empty path is the whole. */
export function printPath(steps: readonly Step[], whole = 'intake'): string {
  const text = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text === '' ? whole : text.replace(/^\./, '');
}

/** Parses a path. Undefined if the text is not a path. */
export function readPath(text: string): readonly Step[] | undefined {
  if (text.length > 200 || !/^[A-Za-z]\w*(\[\d{1,3}\]|\.[A-Za-z]\w*)*$/.test(text)) return undefined;
  return [...text.matchAll(/\[(\d+)\]|(\w+)/g)].map(([, index, name]) =>
    index === undefined ? (name as string) : Number(index),
  );
}

/** The value at a path of a JSON value; undefined if there is none. Inherited properties do not count. */
export function valueAt(value: unknown, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>(
    (part, step) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, step)
        ? (part as Record<Step, unknown>)[step]
        : undefined,
    value,
  );
}
