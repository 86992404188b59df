import type { Client } from '@temporalio/client';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { EncryptionCodec } from './codec.ts';

/**
 * A digest of a value that nobody without the keys can guess: 24 hexadecimal digits. Throws if the client was made
 * without the data converter of `connectClient`.
 */
export function digestOf({ options }: Pick<Client, 'options'>, value: unknown): string {
  const codec = options.loadedDataConverter.payloadCodecs.find((one): one is EncryptionCodec => 'digest' in one);
  if (!codec) throw new TypeError('the Temporal client has no encryption: make it with connectClient');
  return codec.digest(canonicalJson(value)).slice(0, 24);
}
