import type { TradingPartner } from '../activities/config.ts';
import { type PartnerEntry, partnersSchema } from '../domain/schema/trading-partners.ts';
import { readySchema, type SandboxReady } from '../sandbox/config.ts';
import { readJsonFile } from './json-file.ts';

/**
 * Reads partners.json. A partner in the sandbox gets its address and host key from the file that the sandbox writes
 * when it starts. Throws when the file is not valid, or names the sandbox and there is none.
 */
export function readPartners(path: string, sandboxFile: string | undefined): readonly TradingPartner[] {
  const ready = sandboxFile === undefined ? undefined : readJsonFile(sandboxFile, readySchema);
  return readJsonFile(path, partnersSchema).map((entry) => withAddress(entry, ready, path));
}

function withAddress(entry: PartnerEntry, ready: SandboxReady | undefined, path: string): TradingPartner {
  const { transport } = entry;
  if (transport.kind !== 'sandbox') return { ...entry, transport };
  if (!ready) throw new Error(`${path}: ${entry.partnerId} is in the sandbox, and no sandbox runs here.`);
  const { host, port, hostKeySha256 } = ready;
  // What the sandbox receives and answers is never production data.
  const sends = { ...entry.sends, usage: 'T' as const };
  return { ...entry, sends, transport: { ...transport, kind: 'sftp', host, port, hostKeySha256 } };
}
