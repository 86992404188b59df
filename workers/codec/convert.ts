import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';

const { Payloads } = proto.temporal.api.common.v1;

/**
 * Encodes or decodes the payloads of a request's body in Temporal's JSON. Temporal's own payloads (search
 * attributes) are not encrypted and are returned unchanged. Throws when a payload was encrypted with other keys.
 */
export async function convert(
  codec: PayloadCodec,
  way: 'encode' | 'decode',
  body: string,
): Promise<{ readonly json: string; readonly count: number }> {
  const payloads = (Payloads.fromObject(JSON.parse(body) as object).payloads ?? []) as Payload[];
  const converted = way === 'encode' ? await codec.encode(payloads) : await decode(codec, payloads);
  return { json: JSON.stringify(Payloads.create({ payloads: converted }).toJSON()), count: payloads.length };
}

async function decode(codec: PayloadCodec, payloads: readonly Payload[]): Promise<Payload[]> {
  const decoded = await Promise.all(
    payloads.map(async (payload) => (isEncrypted(payload) ? codec.decode([payload]) : [payload])),
  );
  return decoded.flat();
}

function isEncrypted({ metadata }: Payload): boolean {
  return Buffer.from(metadata?.['encoding'] ?? '').toString() === 'binary/encrypted';
}
