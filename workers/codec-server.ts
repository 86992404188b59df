import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';

/** Maximum request size in bytes. */
const largestBody = 4 * 1024 * 1024;

/** Options of the codec server. */
export interface CodecServerOptions {
  readonly codec: PayloadCodec;
  readonly port: number;
  /** The only allowed origin, e.g. "http://127.0.0.1:8233". */
  readonly origin: () => string;
}

/** Decodes payloads for the Temporal Web UI; on loopback, for exactly one origin. */
export function startCodecServer(
  options: CodecServerOptions,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => void answer(options, request, response));
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

async function answer(
  { codec, origin }: CodecServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asks = request.headers.origin;
  if (asks !== undefined && !isSameOrigin(asks, origin())) return end(response, 403, 'origin not allowed');
  if (asks !== undefined) allow(response, asks);
  if (request.method === 'OPTIONS') return end(response, 204);
  const way = /^\/(encode|decode)\/?$/.exec(request.url ?? '')?.[1];
  if (request.method !== 'POST' || !way) return end(response, 404, 'POST /decode or /encode');
  try {
    const { payloads } = proto.temporal.api.common.v1.Payloads.fromObject(JSON.parse(await bodyOf(request)) as object);
    const converted = await convert(codec, way as 'encode' | 'decode', (payloads ?? []) as Payload[]);
    const json = proto.temporal.api.common.v1.Payloads.create({ payloads: converted }).toJSON();
    response.setHeader('content-type', 'application/json');
    return end(response, 200, JSON.stringify(json));
  } catch {
    // The reason is not revealed: another key, or not a payload.
    return end(response, 400, 'payloads were not encrypted by this installation');
  }
}

/** Temporal's own payloads (schedules, search attributes) are not encrypted and are returned unchanged. */
async function convert(codec: PayloadCodec, way: 'encode' | 'decode', payloads: Payload[]): Promise<Payload[]> {
  if (way === 'encode') return codec.encode(payloads);
  const decoded = await Promise.all(
    payloads.map(async (payload) => (isEncrypted(payload) ? codec.decode([payload]) : [payload])),
  );
  return decoded.flat();
}

function isEncrypted({ metadata }: Payload): boolean {
  return Buffer.from(metadata?.['encoding'] ?? '').toString() === 'binary/encrypted';
}

/** Treats 127.0.0.1 and localhost as the same origin. */
function isSameOrigin(asked: string, wanted: string): boolean {
  return asked === wanted || asked === wanted.replace('127.0.0.1', 'localhost');
}

function allow(response: ServerResponse, origin: string): void {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-headers', 'content-type,x-namespace,authorization');
  response.setHeader('access-control-allow-methods', 'POST');
  response.setHeader('vary', 'origin');
}

function end(response: ServerResponse, status: number, body = ''): void {
  response.writeHead(status).end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > largestBody) throw new Error('too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
