import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PayloadCodec } from '@temporalio/common';
import { log } from '../log.ts';
import { convert } from './convert.ts';

/** Maximum request size in bytes. */
const largestBody = 4 * 1024 * 1024;

/** Whether a request encodes or decodes payloads; undefined for any other request. */
export function wayOf(pathname: string, method: string | undefined): 'encode' | 'decode' | undefined {
  if (method !== 'POST' || !isCodecPath(pathname)) return undefined;
  return pathname.startsWith('/encode') ? 'encode' : 'decode';
}

/** Whether a path belongs to the codec and not to the UI. */
export function isCodecPath(pathname: string): boolean {
  return /^\/(encode|decode)\/?$/.test(pathname);
}

/** Encodes or decodes the payloads of a request of an authorized caller, and logs who did so. */
export async function answerCodec(
  codec: PayloadCodec,
  { way, session }: { readonly way: 'encode' | 'decode'; readonly session: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const workflowId = /\/workflows\/([^/?#]+)/.exec(request.headers.referer ?? '')?.[1] ?? 'unknown';
  try {
    const { json, count } = await convert(codec, way, await bodyOf(request));
    log('info', way === 'decode' ? 'Payloads were decoded.' : 'Payloads were encoded.', { session, workflowId, count });
    response.setHeader('content-type', 'application/json');
    end(response, 200, json);
  } catch {
    // The reason is not revealed: too large, no payload, or another key.
    end(response, 400, 'payloads were not encrypted by this installation');
  }
}

/** Ends a response. */
export function end(response: ServerResponse, status: number, body = ''): void {
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
