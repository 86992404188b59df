/** Runs of two-digit codes that stand for a place; the rest are not assigned. @source CMS, Place of Service Code Set */
const assigned: readonly (readonly [first: number, last: number])[] = [
  [1, 27],
  [31, 34],
  [41, 42],
  [49, 58],
  [60, 62],
  [65, 66],
  [71, 72],
  [81, 81],
  [99, 99],
];

/** Whether two digits name a place of service. */
export function isPlaceOfService(code: string): boolean {
  const number = Number(code);
  return /^\d{2}$/.test(code) && assigned.some(([first, last]) => first <= number && number <= last);
}
