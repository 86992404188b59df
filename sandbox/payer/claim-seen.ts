/** The fields of a claim that determine its payment. */
export interface ClaimSeen {
  readonly patientControlNumber: string;
  readonly memberId: string;
  /** SBR03: number of the group or policy. */
  readonly groupNumber: string;
  readonly chargeCents: number;
  /** CLM05-3: 1 original, 7 replacement, 8 void. */
  readonly frequency: string;
  /** REF*F8: the payer's number of the claim that is replaced or voided. */
  readonly replaces: string | undefined;
  readonly hasAuthorization: boolean;
  /** Whether the rendering provider's taxonomy code is missing. */
  readonly lacksSpecialty: boolean;
  /** Whether another payer has adjudicated the claim before. */
  readonly isSecondary: boolean;
  readonly lines: readonly LineSeen[];
}

/** One service line as billed. */
export interface LineSeen {
  readonly lineId: string;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly serviceDate: string;
  readonly units: number;
  readonly chargeCents: number;
  /** What the earlier payer left to the patient (2430 CAS*PR); the charge without an earlier payer. */
  readonly leftCents: number;
}

/** A claim, with the fields that its answers repeat. */
export interface ClaimArrived extends ClaimSeen {
  readonly payerName: string;
  readonly payerId: string;
  readonly providerName: string;
  readonly providerNpi: string;
  /** The subscriber or a dependent. */
  readonly patient: PersonSeen;
  /** Of a dependent's claim. */
  readonly subscriber?: PersonSeen;
  readonly placeOfService: string;
  /** BHT03 of the file, which a 277CA repeats. */
  readonly batchReference: string;
}

/** A name as it arrived. */
export interface PersonSeen {
  readonly lastName: string;
  readonly firstName: string;
}

/** An amount that is not paid, with its group and reason code. */
export interface Adjusted {
  readonly group: 'CO' | 'PR' | 'OA' | 'PI';
  readonly reason: string;
  readonly amountCents: number;
}

/** The payment of one line, balanced to the cent: charge = paid + adjustments. */
export interface LinePaid extends LineSeen {
  readonly paidCents: number;
  readonly adjustments: readonly Adjusted[];
  readonly remarks: readonly string[];
  /** SVC01, where the payer has bundled the line into another procedure. */
  readonly paidAs?: string;
}
