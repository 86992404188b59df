import type { TradingPartner } from '../activities/config.ts';
import { type PartnerEntry, partnersSchema } from '../domain/schema/trading-partners.ts';
import { readySchema, type SandboxReady } from '../sandbox/config.ts';
import { readJsonFile } from './json-file.ts';

/**
 * Reads partners.json. A partner in the sandbox gets its address and host key from the sandbox's ready.json. Throws if
 * the file is invalid, or if it uses the sandbox and no sandbox runs.
 */
export function readPartners(path: string, sandboxFile: string | undefined): readonly TradingPartner[] {
  const ready = sandboxFile === undefined ? undefined : readJsonFile(sandboxFile, readySchema);
  return readJsonFile(path, partnersSchema).map((entry) => withAddress(entry, ready, path));
}

function withAddress(entry: PartnerEntry, ready: SandboxReady | undefined, path: string): TradingPartner {
  const { transport } = entry;
  if (transport.kind !== 'sandbox') return { ...entry, transport };
  if (!ready) throw new Error(`${path}: ${entry.partnerId} uses the sandbox, but no sandbox is running.`);
  const { host, port, hostKeySha256 } = ready;
  // What the sandbox receives and answers is never production data.
  const sends = { ...entry.sends, usage: 'T' as const };
  return { ...entry, sends, transport: { ...transport, kind: 'sftp', host, port, hostKeySha256 } };
}
