import { createServer, request as ask, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { encryptionCodec } from '../../../client/encryption/codec.ts';
import { newToken } from '../../../client/ui-token.ts';
import { startCodecServer } from '../../../workers/codec/server.ts';
import { choosePort } from '../../../workers/stack/ports.ts';
import { testKeys } from '../../support/keys.ts';

const codec = encryptionCodec(testKeys);
const secret = Buffer.alloc(32, 7);
let address: string;
let server: { close(): Promise<void> };
let ui: Server;
/** What the UI behind the server received. */
const received: { url: string | undefined; cookie: string | undefined; origin: string | undefined }[] = [];

beforeAll(async () => {
  const [port, uiPort] = [await choosePort(), await choosePort()];
  address = `http://127.0.0.1:${port}`;
  ui = createServer(({ url, headers: { cookie, origin } }, response) => {
    received.push({ url, cookie, origin });
    response.end('the UI');
  }).listen(uiPort, '127.0.0.1');
  server = await startCodecServer({
    codec,
    port,
    secret,
    namespace: 'default',
    ui: () => `http://127.0.0.1:${uiPort}`,
  });
});
afterAll(async () => {
  await server.close();
  ui.close();
});

const login = (token: string): Promise<Response> => fetch(`${address}/login?token=${token}`, { redirect: 'manual' });

async function sessionCookie(): Promise<string> {
  const response = await login(newToken(secret, 'login', Date.now()));
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function post(path: string, body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(`${address}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

async function payloadsOf(value: unknown, isEncrypted: boolean): Promise<string> {
  const plain = [defaultPayloadConverter.toPayload(value)];
  const payloads = isEncrypted ? await codec.encode(plain) : plain;
  return JSON.stringify(proto.temporal.api.common.v1.Payloads.create({ payloads }).toJSON());
}

describe('login', () => {
  test('starts a session in a cookie that scripts and other sites cannot use', async () => {
    const response = await login(newToken(secret, 'login', Date.now()));
    expect([response.status, response.headers.get('location')]).toEqual([303, '/claims/open']);
    expect(response.headers.get('set-cookie')).toMatch(
      /^claimloop_ui=\S+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
  });

  test('works once for each link', async () => {
    const token = newToken(secret, 'login', Date.now());
    expect([(await login(token)).status, (await login(token)).status]).toEqual([303, 401]);
  });

  test.each([
    ['an expired link', newToken(secret, 'login', Date.now() - 6 * 60_000)],
    ['a link signed with another secret', newToken(Buffer.alloc(32, 8), 'login', Date.now())],
    ['the token of a session', newToken(secret, 'session', Date.now())],
    ['a link without a signature', 'abc.99999999999999.'],
    ['no token', ''],
  ])('refuses %s', async (_, token) => {
    expect((await login(token)).status).toBe(401);
  });
});

describe('without a session', () => {
  test.each(['/decode', '/encode', '/', '/namespaces/default/workflows'])('%s answers 401', async (path) => {
    expect((await post(path, await payloadsOf('open', true), {})).status).toBe(401);
  });

  test('a changed or expired cookie answers 401', async () => {
    const cookie = await sessionCookie();
    const expired = `claimloop_ui=${newToken(secret, 'session', Date.now() - 13 * 3_600_000)}`;
    for (const bad of [`${cookie}x`, cookie.replace('=', '=A'), expired])
      expect((await post('/decode', await payloadsOf('open', true), { cookie: bad })).status).toBe(401);
  });
});

describe('with a session', () => {
  test('decodes what this installation encrypted', async () => {
    const response = await post('/decode', await payloadsOf('open', true), { cookie: await sessionCookie() });
    const { payloads } = (await response.json()) as { payloads: { data: string }[] };
    expect(Buffer.from(payloads[0]?.data ?? '', 'base64').toString()).toBe('"open"');
  });

  test('decodes for a program that sends a token', async () => {
    const authorization = `Bearer ${newToken(secret, 'session', Date.now())}`;
    expect((await post('/decode', await payloadsOf('open', true), { authorization })).status).toBe(200);
  });

  test('encodes what a person enters', async () => {
    const cookie = await sessionCookie();
    const encoded = await (await post('/encode', await payloadsOf('note', false), { cookie })).text();
    expect(encoded).not.toContain(Buffer.from('"note"').toString('base64'));
    expect(await (await post('/decode', encoded, { cookie })).json()).toEqual(
      JSON.parse(await payloadsOf('note', false)),
    );
  });

  test('returns unencrypted payloads unchanged', async () => {
    const body = await payloadsOf('plain', false);
    expect(await (await post('/decode', body, { cookie: await sessionCookie() })).json()).toEqual(JSON.parse(body));
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'no JSON'],
    ['a payload of another key', '{"payloads":[{"metadata":{"encoding":"YmluYXJ5L2VuY3J5cHRlZA=="},"data":"AAAA"}]}'],
    ['more than 4 MB', `"${'x'.repeat(4 * 1024 * 1024)}"`],
  ])('refuses %s', async (_, body) => {
    expect((await post('/decode', body, { cookie: await sessionCookie() })).status).toBe(400);
  });

  test('shows the Temporal UI, which does not receive our cookie', async () => {
    const cookie = `other=1; ${await sessionCookie()}`;
    const response = await fetch(`${address}/namespaces/default?x=1`, { headers: { cookie, origin: address } });
    expect([response.status, await response.text()]).toEqual([200, 'the UI']);
    expect(received.at(-1)).toEqual({ url: '/namespaces/default?x=1', cookie: 'other=1', origin: undefined });
  });

  test('refuses a page of another origin', async () => {
    const headers = { cookie: await sessionCookie(), origin: 'https://elsewhere.example' };
    expect((await post('/decode', await payloadsOf('open', true), headers)).status).toBe(403);
  });

  test('refuses another host name that leads to this machine', async () => {
    const cookie = await sessionCookie();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = ask(`${address}/`, { headers: { cookie, host: 'rebound.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject).end();
    });
    expect(status).toBe(403);
  });
});

describe('lists of claims', () => {
  test.each([
    ['open', ''],
    ['biller', ` AND NextActionOwner = 'BILLER'`],
    ['denied', ` AND (ClaimStatus IN ('DENIED', 'REJECTED') OR DenialCategory IS NOT NULL)`],
  ])('%s leads to the Temporal UI, filtered', async (name, condition) => {
    const response = await fetch(`${address}/claims/${name}`, {
      redirect: 'manual',
      headers: { cookie: await sessionCookie() },
    });
    const place = new URL(response.headers.get('location') ?? '', address);
    expect([response.status, place.pathname]).toEqual([303, '/namespaces/default/workflows']);
    expect(place.searchParams.get('query')).toBe(`WorkflowType = 'claim' AND ExecutionStatus = 'Running'${condition}`);
  });

  test('what is due this week is counted from now', async () => {
    const headers = { cookie: await sessionCookie() };
    const response = await fetch(`${address}/claims/due`, { redirect: 'manual', headers });
    const query = new URL(response.headers.get('location') ?? '', address).searchParams.get('query') ?? '';
    const until = Date.parse(/NextActionAt <= '([^']+)'/.exec(query)?.[1] ?? '');
    expect(Math.abs(until - Date.now() - 7 * 86_400_000)).toBeLessThan(60_000);
  });

  test('a caller without a session gets 401', async () => {
    expect((await fetch(`${address}/claims/biller`, { redirect: 'manual' })).status).toBe(401);
  });
});
