import type { LoopRule } from '../rule.ts';
import { addressRules } from './addresses.ts';
import { claimRules } from './claim.ts';
import { coordinationRules } from './coordination.ts';
import { futureRules } from './future.ts';
import { identifierRules } from './identifiers.ts';
import { lineRules } from './line.ts';
import { subscriberRules } from './subscriber.ts';

/** Rules of professional claims. @source 005010X222A1 */
export const professionalClaimRules: readonly LoopRule[] = [
  ...claimRules,
  ...lineRules,
  ...futureRules,
  ...coordinationRules,
  ...subscriberRules,
  ...identifierRules,
  ...addressRules,
];
