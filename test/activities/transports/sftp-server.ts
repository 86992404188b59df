import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';
import { newHostKey } from '../../../sandbox/sftp/host-key.ts';

/** A new host key, and its SHA-256 as partners.json has it. */
export function hostKeyOf(): { readonly privateKey: string; readonly sha256: string } {
  const privateKey = newHostKey();
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  return {
    privateKey,
    sha256: createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, ''),
  };
}
