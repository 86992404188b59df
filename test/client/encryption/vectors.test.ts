import { readFileSync } from 'node:fs';
import { expect, jest, test } from '@jest/globals';
import type { Payload } from '@temporalio/common';
import * as nodeCrypto from 'node:crypto';

// The codec and docs/codec-vectors.json agree. bin/python/vectors.py makes the vectors with a different
// implementation of AES-256-GCM and of Protocol Buffers.

interface JsonPayload {
  readonly metadata: Readonly<Record<string, string>>;
  readonly data: string;
}

interface Vectors {
  readonly keys: string;
  readonly accepted: readonly {
    readonly name: string;
    readonly keyId: string;
    readonly nonce: string;
    readonly value: JsonPayload;
    readonly payload: JsonPayload;
  }[];
  readonly rejected: readonly { readonly name: string; readonly payload: JsonPayload }[];
}

const nonces: Buffer[] = [];
// The nonce of production code is always random; only here is it the one of the vector.
jest.unstable_mockModule('node:crypto', () => ({ ...nodeCrypto, randomBytes: () => nonces.shift() }));
const { encryptionCodec } = await import('../../../client/encryption/codec.ts');
const { readKeys } = await import('../../../client/encryption/keys.ts');

const vectors = JSON.parse(
  readFileSync(new URL('../../../docs/codec-vectors.json', import.meta.url), 'utf8'),
) as Vectors;
const keys = readKeys(vectors.keys, 'codec-vectors.json');

test.each(vectors.accepted)('decodes $name', async ({ payload, value }) => {
  const [decoded] = await encryptionCodec(keys).decode([fromJson(payload)]);

  expect(toJson(decoded!)).toEqual(value);
});

test.each(vectors.accepted)('encodes $name to the same bytes with the same nonce', async (vector) => {
  const key = keys.find(({ id }) => id === vector.keyId)!;
  nonces.push(Buffer.from(vector.nonce, 'base64'));

  const [encoded] = await encryptionCodec([key]).encode([fromJson(vector.value)]);

  expect(toJson(encoded!)).toEqual(vector.payload);
});

test.each(vectors.rejected)('rejects $name', async ({ payload }) => {
  await expect(encryptionCodec(keys).decode([fromJson(payload)])).rejects.toThrow(/payload (is|was)/);
});

function fromJson({ metadata, data }: JsonPayload): Payload {
  const entries = Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')]);
  return { metadata: Object.fromEntries(entries), data: Buffer.from(data, 'base64') };
}

function toJson({ metadata, data }: Payload): JsonPayload {
  const text = (bytes?: Uint8Array | null): string => Buffer.from(bytes ?? []).toString('base64');
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [name, text(value)]);
  return { metadata: Object.fromEntries(entries), data: text(data) };
}
