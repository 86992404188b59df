/** The fields of a claim that determine its payment. */
export interface ClaimSeen {
  readonly patientControlNumber: string;
  readonly memberId: string;
  readonly chargeCents: number;
  readonly isReplacement: boolean;
  readonly hasAuthorization: boolean;
  readonly lines: readonly LineSeen[];
}

/** One service line as billed. */
export interface LineSeen {
  readonly lineId: string;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly serviceDate: string;
  readonly chargeCents: number;
}

/** An amount that is not paid, with its group and reason code. */
export interface Adjusted {
  readonly group: 'CO' | 'PR';
  readonly reason: string;
  readonly amountCents: number;
}

/** The payment of one line, balanced to the cent: charge = paid + adjustments. */
export interface LinePaid extends LineSeen {
  readonly paidCents: number;
  readonly adjustments: readonly Adjusted[];
  readonly remark?: string;
}

/**
 * Adjudicates a claim. The member id selects the outcome, so that a test can choose it:
 * DED deductible and coinsurance, NCV not covered, SML a small copayment, AUT an authorization; otherwise 80 percent.
 */
export function adjudicate(claim: ClaimSeen): readonly LinePaid[] {
  return claim.lines.map((line, index) => adjudicateLine(claim, line, index));
}

function adjudicateLine({ memberId, hasAuthorization }: ClaimSeen, line: LineSeen, index: number): LinePaid {
  const charge = line.chargeCents;
  if (memberId.includes('NCV')) return paid(line, [{ group: 'PR', reason: '204', amountCents: charge }]);
  if (memberId.includes('AUT') && !hasAuthorization)
    return { ...paid(line, [{ group: 'CO', reason: '16', amountCents: charge }]), remark: 'M62' };
  const contract: Adjusted = { group: 'CO', reason: '45', amountCents: share(charge, 20) };
  if (memberId.includes('DED')) {
    return paid(line, [
      contract,
      { group: 'PR', reason: '1', amountCents: share(charge, 20) },
      { group: 'PR', reason: '2', amountCents: share(charge, 10) },
    ]);
  }
  if (memberId.includes('SML') && index === 0) {
    return paid(line, [
      contract,
      { group: 'PR', reason: '3', amountCents: Math.min(350, charge - contract.amountCents) },
    ]);
  }
  return paid(line, [contract]);
}

function paid(line: LineSeen, adjustments: readonly Adjusted[]): LinePaid {
  const given = adjustments.filter(({ amountCents }) => amountCents !== 0);
  return {
    ...line,
    adjustments: given,
    paidCents: given.reduce((left, { amountCents }) => left - amountCents, line.chargeCents),
  };
}

function share(cents: number, percent: number): number {
  return Math.floor((cents * percent) / 100);
}

/** The same lines with negated amounts: a reversal. */
export function reversed(lines: readonly LinePaid[]): readonly LinePaid[] {
  return lines.map((line) => ({
    ...line,
    chargeCents: -line.chargeCents,
    paidCents: 0 - line.paidCents,
    adjustments: line.adjustments.map((adjustment) => ({ ...adjustment, amountCents: -adjustment.amountCents })),
  }));
}
