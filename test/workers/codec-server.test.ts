import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { encryptionCodec } from '../../client/encryption/codec.ts';
import { startCodecServer } from '../../workers/codec-server.ts';
import { choosePort } from '../../workers/stack/ports.ts';
import { testKeys } from '../support/temporal.ts';

const origin = 'http://127.0.0.1:8233';
const codec = encryptionCodec(testKeys);
let address: string;
let server: { close(): Promise<void> };

beforeAll(async () => {
  const port = await choosePort();
  address = `http://127.0.0.1:${port}`;
  server = await startCodecServer({ codec, port, origin: () => origin });
});
afterAll(() => server.close());

async function decode(body: string, from = origin): Promise<Response> {
  return fetch(`${address}/decode`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', origin: from },
  });
}

async function payloadsOf(value: unknown, isEncrypted: boolean): Promise<string> {
  const plain = [defaultPayloadConverter.toPayload(value)];
  const payloads = isEncrypted ? await codec.encode(plain) : plain;
  return JSON.stringify(proto.temporal.api.common.v1.Payloads.create({ payloads }).toJSON());
}

test('decodes for the Web UI and allows only its origin', async () => {
  const response = await decode(await payloadsOf('open', true));
  expect(response.headers.get('access-control-allow-origin')).toBe(origin);
  const { payloads } = (await response.json()) as { payloads: { data: string }[] };
  expect(Buffer.from(payloads[0]?.data ?? '', 'base64').toString()).toBe('"open"');
});

test('returns unencrypted payloads unchanged', async () => {
  const body = await payloadsOf('plain', false);
  expect(await (await decode(body)).json()).toEqual(JSON.parse(body));
});

test('refuses other origins', async () => {
  const response = await decode(await payloadsOf('open', true), 'https://elsewhere.example');
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
});

test.each(['', 'no JSON', '{"payloads":[{"metadata":{"encoding":"YmluYXJ5L2VuY3J5cHRlZA=="},"data":"AAAA"}]}'])(
  'refuses what is no payload of this installation (%#)',
  async (body) => {
    expect((await decode(body)).status).toBe(400);
  },
);
