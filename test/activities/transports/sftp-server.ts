import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';

/** A new host key, and its SHA-256 as partners.json has it. */
export function hostKeyOf(): { readonly privateKey: string; readonly sha256: string } {
  const { private: privateKey } = ssh2.utils.generateKeyPairSync('ed25519');
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  return {
    privateKey,
    sha256: createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, ''),
  };
}
