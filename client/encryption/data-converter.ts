import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { encryptionCodec } from './codec.ts';
import type { KeyRing } from './keys.ts';
import type { LiveKeys } from './live-keys.ts';

/** The file that exports `failureConverter`; the workflow bundle includes it. */
export const failureConverterPath = fileURLToPath(new URL('./failure-converter.cjs', import.meta.url));

/** The data converter of clients: encrypts, and rejects payloads that are not encrypted. */
export function clientDataConverter(keys: KeyRing | LiveKeys): DataConverter {
  return { failureConverterPath, payloadCodecs: [encryptionCodec(keys)] };
}

/** The data converter of workers: the same, except that workflow code can refuse an input that is not encrypted. */
export function workerDataConverter(keys: KeyRing | LiveKeys): DataConverter {
  return { failureConverterPath, payloadCodecs: [encryptionCodec(keys, { onPlainText: 'refuse' })] };
}
