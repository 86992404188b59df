/**
 * What can be done about an answer of a payer.
 *
 * - `settled`: nothing is left to do.
 * - `dispute-underpayment`: the payer paid less than the contract says.
 * - `fix-and-resend`: the claim was rejected; it is corrected and sent again as an original.
 * - `correct-and-replace`: the claim was denied; its correction is sent as a replacement.
 * - `new-claim`: the payer did not adjudicate the claim, or another payer has to; it is sent as an original.
 * - `reopen`: the payer takes no replacement and corrects its decision on request.
 * - `appeal`: the decision is disputed with evidence.
 * - `bill-patient`, `bill-next-payer`: this payer has finished, and another party owes the amount.
 * - `wait`: the payer has not finished, or another payer has the claim already.
 * - `send-information`: the payer asks for documents or data beside the claim.
 * - `close-duplicate`: the earlier claim counts.
 * - `dispute-timely-filing`: the acknowledgments prove that the claim was filed in time.
 * - `write-off`: nobody pays the amount.
 * - `ask-person`: no rule is certain enough.
 */
export const denialActions = [
  'settled',
  'dispute-underpayment',
  'fix-and-resend',
  'correct-and-replace',
  'new-claim',
  'reopen',
  'appeal',
  'bill-patient',
  'bill-next-payer',
  'wait',
  'send-information',
  'close-duplicate',
  'dispute-timely-filing',
  'write-off',
  'ask-person',
] as const;

/** One of `denialActions`. */
export type DenialAction = (typeof denialActions)[number];
