import { type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

// These concern one connection (RFC 9110, 7.6.1), or name this server to the other one.
const notForwarded = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'origin', 'host']);

/** Passes a request on to the Temporal UI, and its answer back. Our cookie and tokens stay here. */
export function forward(ui: string, request: IncomingMessage, response: ServerResponse): void {
  const { cookie, authorization: _, ...headers } = request.headers;
  const kept = Object.entries(headers).filter(([name]) => !notForwarded.has(name));
  const cookies = (cookie ?? '').split('; ').filter((each) => each !== '' && !each.startsWith('claimloop_ui='));
  const onward = ask(
    new URL(request.url ?? '/', ui),
    {
      method: request.method,
      headers: { ...Object.fromEntries(kept), ...(cookies.length > 0 && { cookie: cookies.join('; ') }) },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, response, () => undefined);
    },
  );
  onward.on('error', () => {
    if (!response.headersSent) response.writeHead(502);
    response.end('The Temporal UI does not answer.');
  });
  pipeline(request, onward, () => undefined);
}
