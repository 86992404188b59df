import type { Chance } from './chance.ts';

// Freely usable codes: HCPCS Level II and ICD-10-CM. @source CMS, CDC

const procedures = ['G0463', 'G0444', 'G0439', 'J3301', 'J1100', 'Q3014', 'T1015', 'H0004', 'G0108', 'A4550'] as const;
const diagnoses = 'J4540 I10 E119 M545 R05 Z0000 F329 K219 N390 L309 S93401A G43909'.split(' ');
const modifiers = ['25', '59', 'LT', 'RT', 'GT', 'KX', 'QW', 'XS'] as const;

/** A procedure. */
export function procedureCode(chance: Chance): string {
  return chance.of(procedures);
}

/** Up to four modifiers. */
export function modifierCodes(chance: Chance): readonly string[] {
  return chance.happens(0.5) ? chance.some(modifiers, chance.between(1, 4)) : [];
}

/** One to twelve diagnoses, the principal one first. */
export function diagnosisCodes(chance: Chance): readonly string[] {
  return chance.some(diagnoses, chance.happens(0.1) ? 12 : chance.between(1, 5));
}
