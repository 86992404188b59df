/**
 * A code that a plan does not pay, or pays only under a condition; the rule is ours in words, the citation the
 * payer's.
 */
export interface CodeRule {
  readonly procedureCode: string;
  /** Why, in one sentence that a coder or a patient can read. */
  readonly rule: string;
  /** Where the payer or the law says so. */
  readonly citation: string;
}

/** A procedure that is covered for some diagnoses only, named by how their codes begin (no dot). */
export interface DiagnosisRule extends CodeRule {
  readonly diagnosisPrefixes: readonly string[];
}

/** What one plan covers, as data with a source and the days between which it holds. */
export interface BenefitPolicy {
  readonly payerId: string;
  /** Absent for what holds in every plan of the payer. */
  readonly planId?: string;
  /** First day of service for which this holds. */
  readonly effectiveFrom: string;
  /** Last day of service for which this holds; absent while it has no end. */
  readonly effectiveTo?: string;
  readonly source: string;
  /** Never paid by the plan: the patient's, once he was told (GY), or a question. */
  readonly excluded: readonly CodeRule[];
  /** Paid only with a prior authorization on the claim. */
  readonly authorizationRequired: readonly CodeRule[];
  /** Paid only with one of these diagnoses. */
  readonly coveredDiagnoses: readonly DiagnosisRule[];
}
