/**
 * A procedure code that a plan does not cover, or covers only under a condition. The text is ours; the citation is the
 * payer's.
 */
export interface CodeRule {
  readonly procedureCode: string;
  /** The reason, in one sentence for a coder or a patient. */
  readonly rule: string;
  /** Section of the law or of the payer's document. */
  readonly citation: string;
}

/** A procedure that is covered for some diagnoses only. They are given as code prefixes without a dot. */
export interface DiagnosisRule extends CodeRule {
  readonly diagnosisPrefixes: readonly string[];
}

/** The coverage rules of one plan, with their source and the days on which they are in force. */
export interface BenefitPolicy {
  readonly payerId: string;
  /** Absent when the rules apply to every plan of the payer. */
  readonly planId?: string;
  /** First day of service to which the rules apply. */
  readonly effectiveFrom: string;
  /** Last day of service to which the rules apply; absent when there is no end. */
  readonly effectiveTo?: string;
  readonly source: string;
  /** Never covered. The patient owes it if the line has modifier GY; otherwise a person is asked. */
  readonly excluded: readonly CodeRule[];
  /** Covered only with a prior authorization on the claim. */
  readonly authorizationRequired: readonly CodeRule[];
  /** Covered only with one of these diagnoses. */
  readonly coveredDiagnoses: readonly DiagnosisRule[];
}
