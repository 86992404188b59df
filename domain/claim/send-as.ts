/**
 * Claim frequency codes (CLM05-3) of what is sent to a payer: an original, or a replacement or void of a claim that it
 * adjudicated.
 * @source NUBC claim frequency codes, as used in 005010X222A1 CLM05-3
 */
export const frequencyCodes = { original: '1', replacement: '7', void: '8' } as const;

/** What a claim is sent as. */
export type SendAs = keyof typeof frequencyCodes;

/** What a claim frequency code stands for. */
export function sendAsOf(frequencyCode: (typeof frequencyCodes)[SendAs]): SendAs {
  if (frequencyCode === frequencyCodes.void) return 'void';
  return frequencyCode === frequencyCodes.replacement ? 'replacement' : 'original';
}
