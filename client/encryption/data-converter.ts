import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { encryptionCodec } from './codec.ts';
import type { KeyRing } from './keys.ts';

/** The file that exports `failureConverter`; the workflow bundle needs it as well. */
export const failureConverterPath = fileURLToPath(new URL('./failure-converter.cjs', import.meta.url));

/** How clients turn values into payloads: encrypted, and strict about what comes back. */
export function clientDataConverter(keys: KeyRing): DataConverter {
  return { failureConverterPath, payloadCodecs: [encryptionCodec(keys)] };
}

/** How workers do: the same, except that workflow code is told of a plain input so that it can refuse it. */
export function workerDataConverter(keys: KeyRing): DataConverter {
  return { failureConverterPath, payloadCodecs: [encryptionCodec(keys, { onPlainText: 'refuse' })] };
}
