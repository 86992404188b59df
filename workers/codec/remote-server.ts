import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { PayloadCodec } from '@temporalio/common';
import type { CodecServerConfig } from '../../domain/schema/codec-server.ts';
import { accessTokenChecker } from './access-token.ts';
import { answerCodec, end, wayOf } from './answer.ts';
import { Sessions } from './sessions.ts';

interface RemoteServer {
  readonly codec: PayloadCodec;
  readonly origins: readonly string[];
  readonly sessions: Sessions;
  readonly checkToken: ReturnType<typeof accessTokenChecker> | undefined;
}

/**
 * Serves a codec for a Temporal UI of another origin. With `passAccessToken` it checks the access
 * token of the person; with `includeCredentials`, the session cookie that the link of `claimloop ui` has set.
 */
export function startRemoteCodecServer(
  { host, port, tls, origins, accessTokens }: CodecServerConfig,
  { codec, secret }: { readonly codec: PayloadCodec; readonly secret: Buffer },
): Promise<{ close(): Promise<void> }> {
  const remote: RemoteServer = {
    codec,
    origins,
    sessions: new Sessions(secret, { isSecure: true }),
    checkToken: accessTokens && accessTokenChecker(accessTokens),
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => void answer(remote, request, response);
  const server = tls
    ? createHttpsServer({ cert: readFileSync(tls.certificate), key: readFileSync(tls.key) }, listener)
    : createHttpServer(listener);
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, host, () =>
      resolve({
        close: () =>
          new Promise((closed) => {
            server.closeAllConnections();
            server.close(() => closed());
          }),
      }),
    );
  });
}

async function answer(remote: RemoteServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/login') return logIn(remote, searchParams.get('token') ?? '', response);
  const { origin } = request.headers;
  response.setHeader('vary', 'origin');
  // A program sends no origin; the page of another origin is refused before anything is looked at.
  if (origin !== undefined && !allowOrigin(remote, origin, response)) return end(response, 403);
  if (request.method === 'OPTIONS') return end(response, 204);
  const way = wayOf(pathname, request.method);
  if (!way) return end(response, 404, 'POST /decode or /encode.');
  const caller = await callerOf(remote, request);
  if (typeof caller === 'number') return end(response, caller);
  await answerCodec(remote.codec, { way, session: caller.session }, request, response);
}

function logIn({ sessions }: RemoteServer, token: string, response: ServerResponse): void {
  const cookie = sessions.logIn(token);
  if (!cookie) return end(response, 401, 'The link has expired or was used before: `claimloop ui` prints a new one.');
  response.setHeader('set-cookie', cookie);
  response.setHeader('referrer-policy', 'no-referrer');
  end(response, 200, 'Logged in: reload the Temporal UI.');
}

/** @source https://docs.temporal.io/production-deployment/data-encryption, "CORS" */
function allowOrigin({ origins }: RemoteServer, origin: string, response: ServerResponse): boolean {
  if (!origins.includes(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-methods', 'POST, OPTIONS');
  response.setHeader('access-control-allow-headers', 'content-type, x-namespace, authorization, authorization-extras');
  response.setHeader('access-control-max-age', '600');
  return true;
}

/** Who asks; otherwise the HTTP status of the refusal. A bad token is not replaced by a cookie. */
async function callerOf(
  { sessions, checkToken }: RemoteServer,
  request: IncomingMessage,
): Promise<{ readonly session: string } | 401 | 503> {
  const session = sessions.of(request);
  if (session) return { session: session.id };
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined || !checkToken) return 401;
  const check = await checkToken(token);
  if (check.kind === 'valid') return { session: check.subject };
  return check.kind === 'unknown' ? 503 : 401;
}
