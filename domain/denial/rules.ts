import type { Rule } from './rule.ts';
import { authorizationRules } from './rules/authorization.ts';
import { benefitRules } from './rules/benefits.ts';
import { claimDataRules } from './rules/claim-data.ts';
import { claimStatusRules } from './rules/claim-status.ts';
import { coverageRules } from './rules/coverage.ts';
import { partyRules } from './rules/parties.ts';
import { paymentRules } from './rules/payment.ts';
import { providerRules } from './rules/providers.ts';
import { syntaxRules } from './rules/syntax.ts';

/** The meaning of an answer for which no rule is known. */
export const unknownAnswer: Rule = {
  id: 'unknown-denial',
  when: { answer: ['835'] },
  category: 'Unknown',
  action: 'ask-person',
  found: 'The payer did not pay, for a reason code without a rule.',
  canDo: 'Ask the payer for the reason; then correct the claim, appeal, or write off the balance.',
  source: 'claimloop: no rule',
};

/** All rules. Their order does not matter: `classify` takes the most specific one that matches. */
export const rules: readonly Rule[] = [
  unknownAnswer,
  ...claimDataRules,
  ...providerRules,
  ...coverageRules,
  ...authorizationRules,
  ...benefitRules,
  ...paymentRules,
  ...claimStatusRules,
  ...partyRules,
  ...syntaxRules,
];
