import { createHash } from 'node:crypto';

// No vowels: a number never spells a word.
const characters = '0123456789BCDFGHJKLMNPQRSTVWXZ';
const length = 12;

/**
 * The patient control number of a patient file that names none: twelve letters and digits from the SHA-256 of its
 * externalId. The same file is so the same claim, and the number tells nothing of the patient.
 */
export function patientControlNumberOf(externalId: string): string {
  const digest = createHash('sha256').update(externalId).digest();
  return Array.from(digest.subarray(0, length), (byte) => characters[byte % characters.length]).join('');
}
