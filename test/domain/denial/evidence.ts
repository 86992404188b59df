import { classify } from '../../../domain/denial/classify.ts';
import { adjudicationFacts, type AdjudicationEvidence, faultFacts, statusFacts } from '../../../domain/denial/facts.ts';

/**
 * Classifies codes written as billers write them: "CO-16 MA130 N290 program=MB clp02=1 GA unpaid capitated next".
 * Remark codes have a digit; the modifiers that matter have none.
 */
export function classified(text: string) {
  return classify(adjudicationFacts(evidenceOf(text)));
}

/** Classifies a claim status such as "A7:164:IL" of a 277CA, or of a 277. */
export function classifiedStatus(text: string, answer: '277CA' | '277' = '277CA') {
  const [category = '', status = '', entity] = text.split(':');
  return classify(statusFacts(answer, { category, status, ...(entity ? { entity } : {}) }));
}

/** Classifies a fault of a 999 such as "PRV 2310B IK304:3". */
export function classifiedFault(text: string) {
  const [segment = '', loop = '', code = ''] = text.split(' ');
  return classify(
    faultFacts({
      segment,
      position: 17,
      ...(loop ? { loop } : {}),
      ...(code.startsWith('IK304') ? { segmentErrorCode: code.slice(6) } : {}),
      ...(code.startsWith('IK403') ? { elementErrorCode: code.slice(6) } : {}),
    }),
  );
}

function evidenceOf(text: string): AdjudicationEvidence {
  const words = text.split(' ').filter((word) => word !== '');
  const valueOf = (name: string): string | undefined =>
    words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  const reason = words.find((word) => /^[A-Z]{2}-/.test(word));
  const [group, reasonCode] = reason?.split('-') ?? [];
  const plain = words.filter((word) => word !== reason && !word.includes('=') && /^[A-Z]/.test(word));
  const [program, statusCode, payerId] = [valueOf('program'), valueOf('clp02'), valueOf('payer')];
  return {
    ...(group === undefined ? {} : { group }),
    ...(reasonCode === undefined ? {} : { reasonCode }),
    ...(program === undefined ? {} : { program }),
    ...(statusCode === undefined ? {} : { statusCode }),
    ...(payerId === undefined ? {} : { payerId }),
    remarkCodes: plain.filter((word) => /\d/.test(word)),
    modifiers: plain.filter((word) => !/\d/.test(word)),
    isWholeChargeUnpaid: words.includes('unpaid'),
    isCapitated: words.includes('capitated'),
    hasNextPayer: words.includes('next'),
  };
}
