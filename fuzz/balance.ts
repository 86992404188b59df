import { centsOf, type Raw } from './amounts.ts';

// Computes from raw segments whether the amounts of a syntactically valid set balance.

interface Line {
  readonly charge: bigint;
  paid: bigint;
  adjusted: bigint;
}

interface Payment extends Line {
  readonly lines: Line[];
  /** CLP05; undefined when it is empty or the claim is a reversal. */
  readonly share: bigint | undefined;
  /** Adjustments of group PR. */
  patient: bigint;
}

/** Whether the segments of a remittance advice balance: each line, each claim, and the payment. */
export function isBalanced835(segments: readonly Raw[]): boolean {
  const claims: Payment[] = [];
  let total = 0n;
  let withheld = 0n;
  for (const { elements } of segments) {
    const [id] = elements;
    const at = (place: number): bigint => centsOf(elements[place]) ?? 0n;
    const claim = claims.at(-1);
    if (id === 'BPR') total = at(2);
    if (id === 'CLP') {
      const share = elements[2] === '22' ? undefined : centsOf(elements[5]);
      claims.push({ charge: at(3), paid: at(4), adjusted: 0n, lines: [], share, patient: 0n });
    }
    if (id === 'SVC') claim?.lines.push({ charge: at(2), paid: at(3), adjusted: 0n });
    if (id === 'PLB') withheld += sum([4, 6, 8, 10, 12, 14].map(at));
    const line = claim?.lines.at(-1) ?? claim;
    if (id === 'CAS' && line) line.adjusted += adjustedBy(elements);
    if (id === 'CAS' && claim && elements[1] === 'PR') claim.patient += adjustedBy(elements);
  }
  const isEven = ({ charge, paid, adjusted }: Line): boolean => charge - adjusted === paid;
  const areEven = claims.every(
    (one) =>
      one.lines.every(isEven) &&
      (one.share === undefined || one.share === one.patient) &&
      isEven({ ...one, adjusted: one.adjusted + sum(one.lines.map((line) => line.adjusted)) }),
  );
  return areEven && total === sum(claims.map(({ paid }) => paid)) - withheld;
}

interface OtherPayer {
  id: string;
  paid: bigint | undefined;
  adjusted: bigint;
}

interface Decision extends Line {
  readonly payer: string;
}

interface Claim {
  readonly charge: bigint;
  readonly lines: bigint[];
  readonly others: OtherPayer[];
  readonly decisions: Decision[];
}

/** Whether the segments of professional claims balance: each claim's lines, and what other payers paid and adjusted. */
export function isBalanced837P(segments: readonly Raw[]): boolean {
  const claims: Claim[] = [];
  for (const { elements } of segments) {
    const at = (place: number): bigint => centsOf(elements[place]) ?? 0n;
    if (elements[0] === 'CLM') claims.push({ charge: at(2), lines: [], others: [], decisions: [] });
    const claim = claims.at(-1);
    if (claim) addToClaim(claim, elements, at);
    // The SBR of the next subscriber does not belong to a claim.
    if (elements[0] === 'HL') claims.push({ charge: 0n, lines: [], others: [], decisions: [] });
  }
  return claims.every(isEvenClaim);
}

function addToClaim(claim: Claim, elements: readonly string[], at: (place: number) => bigint): void {
  const [id, first = ''] = elements;
  const other = claim.others.at(-1);
  if (id === 'SBR') claim.others.push({ id: '', paid: undefined, adjusted: 0n });
  if (id === 'SV1') claim.lines.push(at(2));
  if (id === 'NM1' && first === 'PR' && other) other.id = elements[9] ?? '';
  if (id === 'AMT' && first === 'D' && other) other.paid = at(2);
  if (id === 'SVD') claim.decisions.push({ payer: first, charge: claim.lines.at(-1) ?? 0n, paid: at(2), adjusted: 0n });
  const adjusted = claim.decisions.at(-1) ?? other;
  if (id === 'CAS' && adjusted) adjusted.adjusted += adjustedBy(elements);
}

function isEvenClaim({ charge, lines, others, decisions }: Claim): boolean {
  const ofPayer = (id: string): bigint =>
    sum(decisions.filter(({ payer }) => payer === id).map(({ adjusted }) => adjusted));
  return (
    charge === sum(lines) &&
    decisions.every((one) => one.charge === one.paid + one.adjusted) &&
    others.every(({ id, paid, adjusted }) => paid === undefined || charge === paid + adjusted + ofPayer(id))
  );
}

function adjustedBy(elements: readonly string[]): bigint {
  return sum([3, 6, 9, 12, 15, 18].map((place) => centsOf(elements[place]) ?? 0n));
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, one) => total + one, 0n);
}
