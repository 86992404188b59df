import type { BusinessClock } from '../domain/clock.ts';
import type { PolicyProfiles } from '../domain/policy/default-policy.ts';

/** A partner's SFTP server. The host key is pinned: another one is refused, never learned. */
export interface SftpTransport {
  readonly kind: 'sftp';
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password?: string | undefined;
  /** Path of a private key in OpenSSH or PEM format. */
  readonly privateKeyFile?: string | undefined;
  /** SHA-256 of the host key in base64 without padding, as `ssh-keygen -lf` prints it after "SHA256:". */
  readonly hostKeySha256: string;
  /** Where we put files for them. */
  readonly inbox: string;
  /** Where they leave files for us. */
  readonly outbox: string;
}

/** A partner that is reached through two folders, as a mail room or a clearinghouse's own client is. */
export interface FolderTransport {
  readonly kind: 'folder';
  /** Where we put files for them. */
  readonly inbox: string;
  /** Where they leave files for us. */
  readonly outbox: string;
}

/** Whom we exchange files with, for which payers, and how. */
export interface TradingPartner {
  readonly partnerId: string;
  /** The payers whose claims go here; none for an agency or a mail room. */
  readonly payerIds: readonly string[];
  readonly kind: 'payer' | 'agency' | 'mail';
  readonly transport: SftpTransport | FolderTransport;
  /** How we are named in what we send: ISA06 and GS02. */
  readonly senderId: string;
  /** How they are named: ISA08 and GS03. */
  readonly receiverId: string;
  /** Milliseconds between two visits to their outbox. */
  readonly pollMs: number;
  /** Minutes for which a file without a visible end must lie unchanged before it is read; 5 if not given. */
  readonly quietMinutes?: number | undefined;
  /** Which files of theirs are meant for us, where that differs from the rest of this description. */
  readonly accepts?: Accepts | undefined;
}

/** Values that a file may have in one place, or that the place is not compared. */
export type Accepted = readonly string[] | 'any';

/** What a partner's files must say to be posted; a file that says something else is quarantined. */
export interface Accepts {
  /** ISA15: P production, T test. P if not given. */
  readonly usages?: Accepted | undefined;
  /** ISA06; the partner's own `receiverId` if not given. */
  readonly senderIds?: Accepted | undefined;
  /** ISA08; our `senderId` at the partner if not given. */
  readonly receiverIds?: Accepted | undefined;
  /** N104 of an 835's payee: NPIs or tax ids. Those of the billing providers of our claims if not given. */
  readonly payeeIds?: Accepted | undefined;
  /** GS08; the versions of the guides that are read here if not given. */
  readonly versions?: Accepted | undefined;
}

/** What the activities need to know; the worker reads it from its environment. */
export interface ActivitiesConfig {
  /** The installation's folder: statements and whatever else is written as a file lie under `files/`. */
  readonly dataFolder: string;
  readonly databaseUrl: string;
  readonly clock: BusinessClock;
  readonly partners: readonly TradingPartner[];
  readonly profiles: PolicyProfiles;
}
