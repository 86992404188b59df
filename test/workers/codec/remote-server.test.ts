import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { request as askOverTls } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { encryptionCodec } from '../../../client/encryption/codec.ts';
import { newToken } from '../../../client/ui-token.ts';
import { codecServerSchema } from '../../../domain/schema/codec-server.ts';
import { startRemoteCodecServer } from '../../../workers/codec/remote-server.ts';
import { choosePort } from '../../../workers/stack/ports.ts';
import { testKeys } from '../../support/keys.ts';
import { certificate, certificateKey } from './certificate.ts';

// A codec server for a Temporal UI of another origin: who asks shows an access token, or the cookie of a session.

const codec = encryptionCodec(testKeys);
const secret = Buffer.alloc(32, 7);
const ui = 'https://cloud.temporal.io';
const issuer = 'https://login.example.com/';

const folder = mkdtempSync(join(tmpdir(), 'claimloop-codec-'));
let provider: Server;
let jwks: object = { keys: [] };
let addresses: { plain: string; tls: string };
const servers: { close(): Promise<void> }[] = [];
let keyPair: Awaited<ReturnType<typeof generateKeyPair>>;

beforeAll(async () => {
  keyPair = await generateKeyPair('ES256');
  jwks = { keys: [{ ...(await exportJWK(keyPair.publicKey)), kid: 'one', alg: 'ES256' }] };
  const [port, tlsPort, providerPort] = [await choosePort(), await choosePort(), await choosePort()];
  provider = createServer((_, response) => response.end(JSON.stringify(jwks))).listen(providerPort, '127.0.0.1');
  const accessTokens = { jwks: `http://127.0.0.1:${providerPort}/jwks`, issuer, audience: 'codec' };
  const away = { ...accessTokens, jwks: `http://127.0.0.1:${await choosePort()}/jwks` };
  writeFileSync(join(folder, 'certificate.pem'), certificate);
  writeFileSync(join(folder, 'key.pem'), certificateKey);
  const tls = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') };
  const start = async (config: object): Promise<number> =>
    servers.push(
      await startRemoteCodecServer(codecServerSchema.parse({ origins: [ui], ...config }), { codec, secret }),
    );
  await start({ port, accessTokens });
  await start({ port: tlsPort, tls, accessTokens: away });
  addresses = { plain: `http://127.0.0.1:${port}`, tls: `https://127.0.0.1:${tlsPort}` };
});
afterAll(async () => {
  for (const server of servers) await server.close();
  provider.close();
  rmSync(folder, { recursive: true });
});

interface TokenOptions {
  readonly payload?: JWTPayload;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expires?: string;
  readonly key?: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
}

function tokenOf({ payload, ...options }: TokenOptions = {}): Promise<string> {
  return new SignJWT({ permissions: ['phi:read'], ...payload })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setSubject('ann')
    .setIssuer(options.issuer ?? issuer)
    .setAudience(options.audience ?? 'codec')
    .setExpirationTime(options.expires ?? '5m')
    .sign(options.key ?? keyPair.privateKey);
}

async function encrypted(value: unknown): Promise<string> {
  const payloads = await codec.encode([defaultPayloadConverter.toPayload(value)]);
  return JSON.stringify(proto.temporal.api.common.v1.Payloads.create({ payloads }).toJSON());
}

async function decode(headers: Record<string, string>, origin: string = ui): Promise<Response> {
  const body = await encrypted('Plantedname');
  return fetch(`${addresses.plain}/decode`, { method: 'POST', body, headers: { origin, ...headers } });
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

describe('an access token (passAccessToken)', () => {
  test('of a person who may read patient data decodes, for the page of a configured origin', async () => {
    const response = await decode(bearer(await tokenOf()));
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(ui);
    const { payloads } = (await response.json()) as { payloads: { data: string }[] };
    expect(Buffer.from(payloads[0]?.data ?? '', 'base64').toString()).toBe('"Plantedname"');
  });

  test('with the permission as a word of a text is accepted', async () => {
    expect((await decode(bearer(await tokenOf({ payload: { permissions: 'openid phi:read' } })))).status).toBe(200);
  });

  test('is refused when it is not signed by the provider, not for us, expired or without the permission', async () => {
    const other = (await generateKeyPair('ES256')).privateKey;
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await tokenOf()).split('.')[1]}.`;
    const hmac = await new SignJWT({ permissions: ['phi:read'] })
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .setSubject('ann')
      .setIssuer(issuer)
      .setAudience('codec')
      .setExpirationTime('5m')
      .sign(Buffer.from(JSON.stringify(jwks)));
    const bad = [
      await tokenOf({ key: other }),
      await tokenOf({ issuer: 'https://other.example.com/' }),
      await tokenOf({ audience: 'another' }),
      await tokenOf({ expires: '-1m' }),
      await tokenOf({ payload: { permissions: ['phi:reader'] } }),
      await tokenOf({ payload: { permissions: undefined } }),
      ...[none, hmac, 'x', `${await tokenOf()}x`],
    ];
    expect(await Promise.all(bad.map(async (token) => (await decode(bearer(token))).status))).toEqual(
      bad.map(() => 401),
    );
    expect((await decode({})).status).toBe(401);
  });
});

describe('a page of another origin', () => {
  test.each(['https://evil.example.com', 'null', 'https://cloud.temporal.io.evil.example.com'])(
    '%s is refused, with a valid token too, and gets no CORS headers',
    async (origin) => {
      const response = await decode(bearer(await tokenOf()), origin);
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    },
  );

  test('a preflight of the configured origin allows the headers that the UI sends', async () => {
    const response = await fetch(`${addresses.plain}/decode`, { method: 'OPTIONS', headers: { origin: ui } });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
  });
});

describe('a session (includeCredentials)', () => {
  test('is a cookie for TLS alone, and decodes', async () => {
    const token = newToken(secret, 'login', Date.now());
    const response = await fetch(`${addresses.plain}/login?token=${token}`);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^claimloop_ui=\S+; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=43200$/);
    expect((await decode({ cookie: cookie.split(';')[0] ?? '' })).status).toBe(200);
    expect((await fetch(`${addresses.plain}/login?token=${token}`)).status).toBe(401);
  });
});

test('over TLS, a token whose keys cannot be fetched is not accepted and not called wrong', async () => {
  const body = await encrypted('x');
  const headers = { origin: ui, ...bearer(await tokenOf()) };
  const status = await new Promise((resolve, reject) => {
    const options = { method: 'POST', headers, ca: certificate };
    askOverTls(`${addresses.tls}/decode`, options, ({ statusCode }) => resolve(statusCode))
      .on('error', reject)
      .end(body);
  });
  expect(status).toBe(503);
});

test.each([
  ['an address of the network without TLS', { host: '0.0.0.0' }],
  ['an origin with a path', { origins: ['https://cloud.temporal.io/'] }],
  ['no origin', { origins: [] }],
  ['keys of the provider without TLS', { accessTokens: { jwks: 'http://login.example.com/', issuer, audience: 'a' } }],
  ['an unknown field', { cors: '*' }],
])('codec.json with %s is not valid', (_, change) => {
  expect(codecServerSchema.safeParse({ port: 8443, origins: [ui], ...change }).success).toBe(false);
});
