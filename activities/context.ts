import type { Fact } from '../domain/claim/facts.ts';
import type { BusinessClock } from '../domain/clock.ts';
import type { BenefitPolicy } from '../domain/coverage/benefits.ts';
import type { IsoDate } from '../domain/dates.ts';
import type { PolicyProfiles } from '../domain/schema/policy-profiles.ts';
import type { TradingPartner } from './config.ts';
import type { Database } from './store/database.ts';

/** Dependencies of the activities, created once by the worker. */
export interface ActivityContext {
  readonly database: Database;
  readonly partners: readonly TradingPartner[];
  /** Statements are stored in its `files/statements/`. */
  readonly dataFolder: string;
  readonly clock: BusinessClock;
  /** The current business day. Activities never read the machine's clock. */
  today(): IsoDate;
  readonly profiles: PolicyProfiles;
  readonly benefits: readonly BenefitPolicy[];
  /** Signals facts to a claim's workflow, all at once. `closed` if no such workflow is open. */
  signalClaim(claimId: string, facts: readonly Fact[]): Promise<'signaled' | 'closed'>;
}
