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
