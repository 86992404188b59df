import type { ActivityContext } from '../context.ts';
import type { OutboundActivities } from '../outbound-contract.ts';
import { placeAccount, recallAccount, reportDirectPayment } from './place-account.ts';
import { sendStatement } from './send-statement.ts';
import { resendClaim, submitClaim } from './submit-claim.ts';

/** Activities that send something out. */
export function createOutboundActivities(context: ActivityContext): OutboundActivities {
  return {
    submitClaim: (input) => submitClaim(context, input),
    resendClaim: (input) => resendClaim(context, input),
    sendStatement: (input) => sendStatement(context, input),
    placeAccount: (input) => placeAccount(context, input),
    recallAccount: (input) => recallAccount(context, input),
    reportDirectPayment: (input) => reportDirectPayment(context, input),
  };
}
