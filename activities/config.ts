import type { KeyRing } from '../client/encryption/keys.ts';
import type { LiveKeys } from '../client/encryption/live-keys.ts';
import type { BusinessClock } from '../domain/clock.ts';
import type { PolicyProfiles } from '../domain/schema/policy-profiles.ts';
import type { TradingPartner } from '../domain/schema/trading-partners.ts';

export type { Accepted, FolderTransport, SftpTransport, TradingPartner } from '../domain/schema/trading-partners.ts';

/** What the activities need to know; the worker reads it from its environment. */
export interface ActivitiesConfig {
  /** The installation's folder: statements and whatever else is written as a file lie under `files/`. */
  readonly dataFolder: string;
  /** All bytes received and sent are also kept here, outside PostgreSQL. */
  readonly archiveFolder: string;
  readonly databaseUrl: string;
  /** Encrypt the columns with patient data; the keys of the payloads. */
  readonly keys: KeyRing | LiveKeys;
  readonly clock: BusinessClock;
  readonly partners: readonly TradingPartner[];
  readonly profiles: PolicyProfiles;
}
