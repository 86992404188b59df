import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ssh2 from 'ssh2';

/** The server's host key, created at first start and stored with owner-only permissions. */
export function hostKeyIn(folder: string): { readonly privateKey: string; readonly sha256: string } {
  const path = join(folder, 'host-key');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path)) writeFileSync(path, newHostKey(), { mode: 0o600 });
  const privateKey = readFileSync(path, 'utf8');
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw new Error(`${path} is not a private key`, { cause: parsed });
  const sha256 = createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '');
  return { privateKey, sha256 };
}

/** A new Ed25519 key in OpenSSH's format. ssh2 makes some that it cannot read itself; those are made again. */
export function newHostKey(): string {
  for (;;) {
    const { private: privateKey } = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(privateKey) instanceof Error)) return privateKey;
  }
}
