/**
 * Delay reason codes (CLM20): why a claim is sent after the payer's timely filing limit.
 * @source X12 data element 1514, as used in 005010X222A1
 */
export const delayReasonCodes = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '15'] as const;
