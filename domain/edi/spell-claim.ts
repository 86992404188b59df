import type { Claims837P } from '../../x12/index.ts';
import { asX12Id, toX12Text } from './letters.ts';

/** Members of an 837P that people write and read. Every other text is a code or an identifier. */
const prose: ReadonlySet<string> = new Set([
  ...['lastName', 'firstName', 'middleName', 'suffix', 'organizationName', 'groupName'],
  ...['address1', 'address2', 'city', 'name', 'text'],
]);

/** An 837P in the characters of X12, and the texts that cannot be written with them. */
export interface SpelledClaim {
  readonly claims: Claims837P;
  /** As given; each may name a patient. */
  readonly lost: ReadonlySet<string>;
}

/** Spells names, addresses and notes in X12's characters. Codes and identifiers are never changed. */
export function spellClaim(claims: Claims837P): SpelledClaim {
  const lost = new Set<string>();
  return { claims: spell(claims, '', lost) as Claims837P, lost };
}

function spell(value: unknown, member: string, lost: Set<string>): unknown {
  if (typeof value === 'string') {
    const { text, isLost } = prose.has(member) ? toX12Text(value) : asX12Id(value);
    if (isLost) lost.add(value);
    return text;
  }
  if (Array.isArray(value)) return value.map((item) => spell(item, member, lost));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spell(inner, name, lost)]));
}
