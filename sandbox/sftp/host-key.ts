import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ssh2 from 'ssh2';

/** The server's host key, created at first start and stored with owner-only permissions. */
export function hostKeyIn(folder: string): { readonly privateKey: string; readonly sha256: string } {
  const path = join(folder, 'host-key');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path)) writeFileSync(path, ssh2.utils.generateKeyPairSync('ed25519').private, { mode: 0o600 });
  const privateKey = readFileSync(path, 'utf8');
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw new Error(`${path} is not a private key`, { cause: parsed });
  const sha256 = createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '');
  return { privateKey, sha256 };
}
