import type { Fact } from '../domain/claim/facts.ts';
import type { BusinessClock } from '../domain/clock.ts';
import type { BenefitPolicy } from '../domain/coverage/benefits.ts';
import type { IsoDate } from '../domain/dates.ts';
import type { PolicyProfiles } from '../domain/policy/default-policy.ts';
import type { TradingPartner } from './config.ts';
import type { Database } from './store/database.ts';

/** What activities work with; made once by the worker. */
export interface ActivityContext {
  readonly database: Database;
  readonly partners: readonly TradingPartner[];
  /** Statements lie under `files/` in it. */
  readonly dataFolder: string;
  readonly clock: BusinessClock;
  /** The business day now: activities never ask the machine's clock. */
  today(): IsoDate;
  readonly profiles: PolicyProfiles;
  readonly benefits: readonly BenefitPolicy[];
  /** Signals facts to a claim's workflow, all at once. `gone` when no such workflow is open. */
  tellClaim(claimId: string, facts: readonly Fact[]): Promise<'told' | 'gone'>;
}
