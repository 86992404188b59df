import type { Fact } from '../domain/claim/facts.ts';
import type { ClaimStatus } from '../domain/claim/status.ts';
import type { BusinessClock } from '../domain/clock.ts';
import type { BenefitPolicy } from '../domain/coverage/benefits.ts';
import type { IsoDate } from '../domain/dates.ts';
import type { PolicyProfiles } from '../domain/schema/policy-profiles.ts';
import type { Archive } from './archive/archive.ts';
import type { TradingPartner } from './config.ts';
import type { Database } from './store/database.ts';

/** The workflows of claims; the worker has the Temporal client. */
export interface ClaimWorkflows {
  /** Signals facts to a claim's workflow, all at once. `closed` if no such workflow is open. */
  signal(claimId: string, facts: readonly Fact[]): Promise<'signaled' | 'closed'>;
  /** Like `signal`; starts a new run from what is stored if no workflow is open. */
  resume(claimId: string, facts: readonly Fact[]): Promise<void>;
  /** The claims whose workflow runs, as Temporal lists them: some seconds late. */
  running(): AsyncIterable<RunningClaim>;
  /**
   * Has a claim's workflow store again where it stands, and what of it is not stored. False if that failed, or if the
   * workflow did not answer within 20 seconds.
   */
  storeStanding(claimId: string): Promise<boolean>;
  /** Workflow tasks of claims that no worker has taken yet, as Temporal counts them: about a second late. */
  waitingTasks(): Promise<number>;
  /** The status that a claim's workflow gives; undefined if no workflow is open. */
  statusOf(claimId: string): Promise<ClaimStatus | undefined>;
}

/** A claim whose workflow runs. */
export interface RunningClaim {
  readonly claimId: string;
  /** Undefined until its workflow has come to rest for the first time. */
  readonly status: string | undefined;
}

/** Dependencies of the activities, created once by the worker. */
export interface ActivityContext {
  readonly database: Database;
  readonly partners: readonly TradingPartner[];
  /** Statements are stored in its `files/statements/`. */
  readonly dataFolder: string;
  /** All bytes received and sent, outside PostgreSQL. */
  readonly archive: Archive;
  readonly clock: BusinessClock;
  /** The current business day. Activities never read the machine's clock. */
  today(): IsoDate;
  readonly profiles: PolicyProfiles;
  readonly benefits: readonly BenefitPolicy[];
  readonly claims: ClaimWorkflows;
}
