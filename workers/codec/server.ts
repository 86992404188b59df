import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { PayloadCodec } from '@temporalio/common';
import { claimListAt, claimListInUi, claimListPath } from '../../client/claim-lists.ts';
import { answerCodec, end, isCodecPath, wayOf } from './answer.ts';
import { forward } from './proxy.ts';
import { Sessions } from './sessions.ts';

/** Options of the codec server. */
export interface CodecServerOptions {
  readonly codec: PayloadCodec;
  readonly port: number;
  /** Signs and checks tokens; see client/ui-token.ts. */
  readonly secret: Buffer;
  /** Address of the Temporal UI; undefined if it is served elsewhere. */
  readonly ui: () => string | undefined;
  /** The namespace of the claims. */
  readonly namespace: string;
}

interface CodecServer extends CodecServerOptions {
  readonly sessions: Sessions;
}

/**
 * Serves the Temporal UI and decodes its payloads from one origin, on loopback. Both require a session: the link that
 * `claimloop ui` prints starts one, and shows the open claims. Other users of the machine get 401.
 */
export function startCodecServer(
  options: CodecServerOptions,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const codecServer = { ...options, sessions: new Sessions(options.secret) };
  const server = createServer((request, response) => void answer(codecServer, request, response));
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(options.port, '127.0.0.1', () =>
      resolve({
        port: options.port,
        close: () =>
          new Promise((closed) => {
            server.closeAllConnections();
            server.close(() => closed());
          }),
      }),
    );
  });
}

async function answer(server: CodecServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isOurOrigin(server.port, request)) return end(response, 403, 'This address is not allowed.');
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/login') return logIn(server, searchParams.get('token') ?? '', response);
  const session = server.sessions.of(request);
  if (!session) return end(response, 401, 'Not logged in: open the link that `claimloop ui` prints.');
  const way = wayOf(pathname, request.method);
  if (way) return answerCodec(server.codec, { way, session: session.id }, request, response);
  const list = claimListAt(pathname);
  if (list) return redirect(response, claimListInUi(list, { namespace: server.namespace, now: Date.now() }));
  const ui = server.ui();
  if (isCodecPath(pathname) || ui === undefined) return end(response, 404, 'POST /decode or /encode.');
  forward(ui, request, response);
}

function logIn({ sessions }: CodecServer, token: string, response: ServerResponse): void {
  const cookie = sessions.logIn(token);
  if (!cookie) return end(response, 401, 'The link has expired or was used before: `claimloop ui` prints a new one.');
  response.setHeader('set-cookie', cookie);
  response.setHeader('referrer-policy', 'no-referrer');
  redirect(response, claimListPath('open'));
}

function redirect(response: ServerResponse, location: string): void {
  response.setHeader('location', location);
  end(response, 303);
}

// A page of another origin could send a browser here, also under a host name of its own that leads to this machine.
function isOurOrigin(port: number, { headers: { host, origin } }: IncomingMessage): boolean {
  const ours = [`127.0.0.1:${port}`, `localhost:${port}`];
  return ours.includes(host ?? '') && (origin === undefined || ours.includes(origin.replace(/^http:\/\//, '')));
}
