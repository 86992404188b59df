import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Key } from './keys.ts';

const ivBytes = 12;
const tagBytes = 16;

/** Encrypts bytes with AES-256-GCM: a random 96-bit IV, the ciphertext, and the 128-bit tag, in this order. */
export function seal(key: Key, plain: Uint8Array): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key.secret, iv).setAAD(boundTo(key));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts what `seal` encrypted. Throws if any bit was changed, or a different key encrypted it. */
export function open(key: Key, sealed: Uint8Array): Buffer {
  if (sealed.length < ivBytes + tagBytes) throw new Error('an encrypted payload is too short');
  const tagAt = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key.secret, sealed.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(boundTo(key)).setAuthTag(sealed.subarray(tagAt));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(ivBytes, tagAt)), decipher.final()]);
  } catch (cause) {
    throw new Error('an encrypted payload was changed, or was encrypted with a different key of the same id', {
      cause,
    });
  }
}

// Additional authenticated data: the format version and the key id.
function boundTo(key: Key): Buffer {
  return Buffer.from(`claimloop payload 1 ${key.id}`);
}
