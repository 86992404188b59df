import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a token permits: to log in once, or to read and write payloads until it expires. */
export type TokenUse = 'login' | 'session';

/** Milliseconds that a token is valid. */
export const tokenMs: Readonly<Record<TokenUse, number>> = { login: 5 * 60_000, session: 12 * 3_600_000 };

/** A token whose signature and time are valid. */
export interface Token {
  /** Unique for each token; not secret. */
  readonly id: string;
  /** Milliseconds since 1970 UTC. */
  readonly expiresAt: number;
}

/**
 * The secret that signs tokens for the Temporal UI: a file in the data folder that only its owner can read. Whoever can
 * read the folder can log in, and nobody else. Creates the file if there is none.
 */
export function uiSecret(dataFolder: string): Buffer {
  const path = join(dataFolder, 'ui.key');
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  return Buffer.from(readFileSync(path, 'utf8'), 'base64url');
}

/** A new token for that use. */
export function newToken(secret: Buffer, use: TokenUse, now: number): string {
  const content = `${randomBytes(12).toString('base64url')}.${now + tokenMs[use]}`;
  return `${content}.${signatureOf(secret, use, content).toString('base64url')}`;
}

/** Reads a token; undefined if it was made with another secret or for another use, or has expired. */
export function readToken(secret: Buffer, use: TokenUse, text: string, now: number): Token | undefined {
  const [id = '', expires = '', signature = ''] = text.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(secret, use, `${id}.${expires}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return Number(expires) > now ? { id, expiresAt: Number(expires) } : undefined;
}

function signatureOf(secret: Buffer, use: TokenUse, content: string): Buffer {
  return createHmac('sha256', secret).update(`claimloop ${use} ${content}`).digest();
}
