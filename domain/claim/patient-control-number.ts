// No vowels, so that a number never spells a word.
const characters = '0123456789BCDFGHJKLMNPQRSTVWXZ';
const length = 12;

/**
 * The patient control number of a patient file without one: twelve letters and digits from the SHA-256 of its
 * externalId. Identical intakes therefore get the same claim id, and the number says nothing about the patient.
 *
 * @param digest SHA-256 of the externalId, in UTF-8
 */
export function patientControlNumberOf(digest: Uint8Array): string {
  return Array.from(digest.subarray(0, length), (byte) => characters[byte % characters.length]).join('');
}
