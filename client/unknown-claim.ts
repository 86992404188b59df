/** There is no claim with that number. */
export class UnknownClaimError extends Error {
  constructor(reference: string) {
    super(`There is no claim ${reference}.`);
  }
}
