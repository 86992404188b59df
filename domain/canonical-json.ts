/**
 * JSON with sorted object keys and without white space, so that equal content has equal text and an equal hash.
 * Undefined fields are omitted, as in JSON.stringify. For plain JSON values only.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isPlainObject(part)
      ? // A null prototype, so that a field called "__proto__" stays a field.
        Object.keys(part)
          .toSorted()
          .reduce((sorted, key) => withField(sorted, key, part[key]), Object.create(null) as object)
      : part,
  );
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withField(object: object, key: string, value: unknown): object {
  return Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
