/** Marks a switch as complete. Reaching it is a bug: a variant that no branch handles. */
export function assertNever(_value: never): never {
  throw new Error('unreachable: a variant is not handled');
}
