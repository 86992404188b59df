import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { encryptionCodec } from '../../../client/encryption/codec.ts';
import { clientDataConverter, workerDataConverter } from '../../../client/encryption/data-converter.ts';
import type { Key, KeyRing } from '../../../client/encryption/keys.ts';
import { isRefusedPayload } from '../../../domain/claim/refused-payload.ts';

const inWorkflow = { type: 'workflow', namespace: 'default', workflowId: 'claim-1' } as const;
const inActivity = { type: 'activity', namespace: 'default', isLocal: false } as const;

function aKey(id: string): Key {
  return { id, secret: randomBytes(32) };
}

function aPayload(value: unknown = { name: 'Canary Testpatient' }): Payload {
  return defaultPayloadConverter.toPayload(value);
}

async function encodeOne(key: Key, payload: Payload = aPayload()): Promise<Required<Payload>> {
  const [encoded] = await encryptionCodec([key]).encode([payload]);
  return encoded as Required<Payload>;
}

function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

describe('an encrypted payload', () => {
  test('decodes to the original payload, including metadata', async () => {
    const codec = encryptionCodec([aKey('a')]);
    const payload = aPayload({ cents: 12_000, on: '2026-11-02' });

    const [decoded] = await codec.decode(await codec.encode([payload]));

    expect(defaultPayloadConverter.fromPayload(decoded!)).toEqual({ cents: 12_000, on: '2026-11-02' });
    expect(Object.keys(decoded!.metadata!)).toEqual(Object.keys(payload.metadata!));
  });

  test('does not contain the plain text, and names its key', async () => {
    const encoded = await encodeOne(aKey('2026-11'));

    expect(Buffer.from(encoded.data!).includes('Canary')).toBe(false);
    expect(Object.entries(encoded.metadata!).map(([name, bytes]) => [name, Buffer.from(bytes!).toString()])).toEqual([
      ['encoding', 'binary/encrypted'],
      ['encryption-key-id', '2026-11'],
    ]);
  });

  test('differs each time the same value is encrypted', async () => {
    const key = aKey('a');

    const [first, second] = await Promise.all([encodeOne(key), encodeOne(key)]);

    expect(Buffer.from(first.data!).equals(second.data!)).toBe(false);
  });

  test('is rejected when any bit was changed', async () => {
    const key = aKey('a');
    const codec = encryptionCodec([key]);
    const encoded = await encodeOne(key);

    for (let bit = 0; bit < encoded.data!.length * 8; bit++) {
      const changed = { ...encoded, data: flipBit(encoded.data!, bit) };
      await expect(codec.decode([changed])).rejects.toThrow('was changed');
    }
  });

  test('is rejected when it is truncated', async () => {
    const key = aKey('a');
    const encoded = await encodeOne(key);

    for (const length of [0, 1, 27, 28, encoded.data!.length - 1]) {
      const cut = { ...encoded, data: encoded.data!.subarray(0, length) };
      await expect(encryptionCodec([key]).decode([cut])).rejects.toThrow(length < 28 ? 'is too short' : 'was changed');
    }
  });

  test('is rejected when it names a different key from the one that encrypted it', async () => {
    const [a, b] = [aKey('a'), aKey('b')];
    const encoded = await encodeOne(a);
    const renamed = { ...encoded, metadata: { ...encoded.metadata!, 'encryption-key-id': Buffer.from('b') } };

    await expect(encryptionCodec([a, b]).decode([renamed])).rejects.toThrow('different key');
    await expect(encryptionCodec([a, { ...a, id: 'b' }]).decode([renamed])).rejects.toThrow('different key');
  });
});

test('a client throws for a plain payload; workflow code of a worker gets a refused payload', async () => {
  const keys: KeyRing = [aKey('a')];
  const [client, worker] = [clientDataConverter(keys), workerDataConverter(keys)].map(
    ({ payloadCodecs }) => payloadCodecs![0]!,
  );
  await expect(client!.decode([aPayload()], inWorkflow)).rejects.toThrow('not encrypted');
  const [decoded] = await worker!.decode([aPayload()], inWorkflow);
  expect(isRefusedPayload(defaultPayloadConverter.fromPayload(decoded!))).toBe(true);
});

describe('after key rotation', () => {
  test('the new key encrypts, and payloads of the old key are still decoded', async () => {
    const [old, next] = [aKey('old'), aKey('new')];
    const before = await encodeOne(old);
    const codec = encryptionCodec([next, old]);

    const [after] = await codec.encode([aPayload()]);

    expect(Buffer.from(after!.metadata!['encryption-key-id']!).toString()).toBe('new');
    await expect(codec.decode([before, after!])).resolves.toHaveLength(2);
  });

  test('a payload of a removed key is an error', async () => {
    const before = await encodeOne(aKey('old'));

    await expect(encryptionCodec([aKey('new')]).decode([before])).rejects.toThrow('not in the key ring');
  });
});

describe('a payload that is not encrypted', () => {
  test('is an error for a client', async () => {
    await expect(encryptionCodec([aKey('a')]).decode([aPayload()])).rejects.toThrow('not encrypted');
  });

  test('reaches workflow code as a refused payload without its content', async () => {
    const codec = encryptionCodec([aKey('a')], { onPlainText: 'refuse' });

    const [decoded] = await codec.decode([aPayload()], inWorkflow);
    const value: unknown = defaultPayloadConverter.fromPayload(decoded!);

    expect(isRefusedPayload(value)).toBe(true);
    expect(JSON.stringify(value)).not.toContain('Canary');
  });

  test('is an error in an activity of a worker', async () => {
    const codec = encryptionCodec([aKey('a')], { onPlainText: 'refuse' });

    await expect(codec.decode([aPayload()], inActivity)).rejects.toThrow('not encrypted');
    await expect(codec.decode([aPayload()])).rejects.toThrow('not encrypted');
  });

  test('is an error without metadata, and with an encoding that only resembles ours', async () => {
    const codec = encryptionCodec([aKey('a')]);
    const similar = { metadata: { encoding: Buffer.from('binary/encrypted ') }, data: Buffer.from('x') };

    for (const payload of [{}, { data: Buffer.from('x') }, similar]) {
      await expect(codec.decode([payload])).rejects.toThrow('not encrypted');
    }
  });
});
