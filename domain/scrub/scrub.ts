import type { Question } from '../claim/question.ts';
import { claimRules } from './claim-rules.ts';
import type { Finding, Scrubbing } from './finding.ts';
import { lineRules } from './line-rules.ts';

/** All findings; empty when the claim may be sent. */
export function scrub({ intake, today, timelyFilingOn }: Scrubbing): readonly Finding[] {
  const ofClaim = claimRules.flatMap((rule) => rule({ intake, today, timelyFilingOn }));
  const ofLines = intake.claim.serviceLines.flatMap((line, index) =>
    lineRules.flatMap((rule) => rule({ intake, line, path: `claim.serviceLines[${index}]`, index, today })),
  );
  return [...ofClaim, ...ofLines];
}

const codingRules: ReadonlySet<string> = new Set([
  'modifier-repeated',
  'modifiers-contradict',
  'pointer-repeated',
  'diagnosis-repeated',
  'external-cause-first',
  'minutes-without-anesthesia',
  'duplicate-line',
]);

/** One question to a person about all findings. Undefined when there are none. */
export function scrubQuestion(findings: readonly Finding[]): Question | undefined {
  const [first] = findings;
  if (!first) return undefined;
  const late = findings.some(({ rule }) => rule === 'timely-filing-passed');
  const kind = late ? 'timely-filing' : findings.every(({ rule }) => codingRules.has(rule)) ? 'coding' : 'correction';
  return {
    kind,
    category: late ? 'Timely Filing' : 'Billing Error',
    found: findings.map(foundText).join(' '),
    canDo: findings.map(({ path, fix }) => fix ?? `Correct ${path}.`).join(' '),
  };
}

/** What is wrong, with the service line that it is about. */
function foundText({ path, message }: Finding): string {
  const line = /^claim\.serviceLines\[(\d+)\]/.exec(path)?.[1];
  return line === undefined ? message : `Service line ${Number(line) + 1}: ${message}`;
}
