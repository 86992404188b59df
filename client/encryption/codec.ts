import { createHmac } from 'node:crypto';
import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec, type SerializationContext } from '@temporalio/common';
import proto from '@temporalio/proto';
import { refusedPayload } from '../../domain/claim/refused-payload.ts';
import { open, seal } from './cipher.ts';
import type { Key, KeyRing } from './keys.ts';
import { liveKeys, type LiveKeys } from './live-keys.ts';

const encoding = 'binary/encrypted';
const keyIdField = 'encryption-key-id';

/** The codec of payloads, which also makes digests with the keys of the installation. */
export interface EncryptionCodec extends PayloadCodec {
  /**
   * HMAC-SHA256 in hexadecimal, for what is not encrypted, such as the id of an Update: a plain hash of a short text
   * can be guessed. The oldest key makes it, so that a rotation does not change it.
   */
  digest(text: string): string;
}

/**
 * Encrypts every payload that is sent to Temporal, including its metadata. Rejects payloads that are not encrypted: a
 * client and the codec server throw. With `onPlainText: 'refuse'`, workflow code receives a `RefusedPayload` instead,
 * because an error would block that claim's workflow permanently.
 */
export function encryptionCodec(
  ring: KeyRing | LiveKeys,
  options: { readonly onPlainText?: 'throw' | 'refuse' } = {},
): EncryptionCodec {
  const keys = liveKeys(ring);
  const decodeOne = (payload: Payload, context?: SerializationContext): Payload => {
    if (isEncrypted(payload)) return decrypt(keys, payload);
    // Only workflow code can handle a refused payload; in an activity a plain payload is always an error.
    if (options.onPlainText === 'refuse' && context?.type === 'workflow') return refusal;
    throw new Error('a payload is not encrypted');
  };
  return {
    encode: (payloads) => settle(() => payloads.map((payload) => encrypt(keys, payload))),
    decode: (payloads, context) => settle(() => payloads.map((payload) => decodeOne(payload, context))),
    digest: (text) => digestWith(keys.oldest, text),
  };
}

const refusal: Payload = {
  metadata: { [METADATA_ENCODING_KEY]: Buffer.from('json/plain') },
  data: Buffer.from(JSON.stringify(refusedPayload)),
};

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

function isEncrypted(payload: Payload): boolean {
  const found = payload.metadata?.[METADATA_ENCODING_KEY];
  return found != null && textOf(found) === encoding;
}

function encrypt({ first: key }: LiveKeys, payload: Payload): Payload {
  return {
    metadata: { [METADATA_ENCODING_KEY]: Buffer.from(encoding), [keyIdField]: Buffer.from(key.id) },
    data: seal(key, proto.temporal.api.common.v1.Payload.encode(payload).finish()),
  };
}

/** The id of the key that encrypted a payload; undefined if it names none. */
export function keyIdOf(payload: Payload): string | undefined {
  const named = payload.metadata?.[keyIdField];
  return named == null ? undefined : textOf(named);
}

function decrypt(keys: LiveKeys, payload: Payload): Payload {
  const id = keyIdOf(payload);
  const key = keys.find(id);
  if (!key) throw new Error(`a payload is encrypted with key ${id}, which is not in the key ring`);
  return proto.temporal.api.common.v1.Payload.decode(open(key, payload.data ?? new Uint8Array()));
}

function digestWith({ secret }: Key, text: string): string {
  return createHmac('sha256', secret).update(`claimloop digest 1 ${text}`).digest('hex');
}

// The interface is asynchronous, but the work takes only microseconds per payload.
function settle(work: () => Payload[]): Promise<Payload[]> {
  return new Promise((resolve) => resolve(work()));
}
