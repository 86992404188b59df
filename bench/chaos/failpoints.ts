import type { Random } from './random.ts';

// Every step that the stories run.
const steps = [
  'openClaim',
  'loadClaim',
  'checkClaim',
  'applyCorrection',
  'recordInput',
  'reviewRejection',
  'reviewAdjudication',
  'whoOwes',
  'recordPayment',
  'writeOff',
  'openWorkItem',
  'closeWorkItem',
  'writeStanding',
  'visitMailbox',
  'readFiles',
  'signalClaims',
];
const sendingSteps = ['submitClaim', 'resendClaim', 'sendStatement', 'placeAccount'];
const points = [
  ...[...steps, ...sendingSteps].flatMap((step) => [`${step}:before`, `${step}:after-commit`, `${step}:task-lost`]),
  ...sendingSteps.map((step) => `${step}:after-send`),
];

/** So many failpoints, in an order that the seed decides; each fires once. More than there are: all. */
export function failpointsOf(count: number, random: Random): string {
  const left = [...points];
  const chosen: string[] = [];
  while (left.length > 0 && chosen.length < count) chosen.push(...left.splice(random.below(left.length), 1));
  return chosen.map((point) => `${point}:1`).join(',');
}
