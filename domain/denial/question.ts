import type { Question } from '../claim/question.ts';
import type { SendAs } from '../claim/send-as.ts';
import { shownCode } from '../codes.ts';
import type { StatusCode, StructuralFault } from '../acknowledgment/acknowledgment.ts';
import type { DenialAction } from './actions.ts';
import type { Classification } from './classify.ts';

/** The question to a person about a classified rejection. `codes` are the codes of the payer, as they are shown. */
export function rejectionQuestion({ category, found, canDo }: Classification, codes: string): Question {
  return { kind: 'rejection', category, found: codes === '' ? found : `${found} (${codes})`, canDo };
}

/** What a correction is sent as after an answer. */
export function sendAsAfter(action: DenialAction): SendAs {
  return action === 'new-claim' || action === 'fix-and-resend' ? 'original' : 'replacement';
}

/** The codes of a claim status: "277CA A7:164:IL". */
export function shownStatus({ category, status, entity }: StatusCode): string {
  return `277CA ${[category, status, ...(entity ? [entity] : [])].map(shownCode).join(':')}`;
}

/** The place and codes of a syntax fault: "999: segment PRV at 17, loop 2310B, IK304 3". */
export function shownFault(fault: StructuralFault): string {
  const parts = [
    `segment ${shownCode(fault.segment)} at ${fault.position}`,
    fault.loop && `loop ${shownCode(fault.loop)}`,
    fault.element !== undefined && `element ${fault.element}`,
    fault.segmentErrorCode && `IK304 ${shownCode(fault.segmentErrorCode)}`,
    fault.elementErrorCode && `IK403 ${shownCode(fault.elementErrorCode)}`,
  ];
  return `999: ${parts.filter(Boolean).join(', ')}`;
}
