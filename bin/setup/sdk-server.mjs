import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, inRoot } from './paths.mjs';
import { isProgram, run } from './run.mjs';

/** The path of a server ("dev-server" or "time-skipping") that the Temporal SDK has downloaded; undefined if none. */
export function downloadedBySdk(kind) {
  const folder = folderOf(kind);
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .find((path) => !path.endsWith('.downloading') && isProgram(path));
}

/** Downloads a server with the Temporal SDK. Resolves to its path; rejects if the download site cannot be reached. */
export async function downloadBySdk(kind) {
  // If a firewall drops packets, the SDK waits for minutes, so check first. Only the SDK can use a proxy.
  const proxied = Object.keys(process.env).some((name) => /^https?_proxy$/i.test(name));
  if (!proxied) await fetch('https://temporal.download/', { method: 'HEAD', signal: AbortSignal.timeout(5000) });
  await run(process.execPath, [inRoot('bin/setup/sdk-download.mjs'), kind, folderOf(kind)], { timeoutMs: 600_000 });
  const path = downloadedBySdk(kind);
  if (!path) throw new Error('the download folder of the SDK contains no program');
  return path;
}

function folderOf(kind) {
  const folder = join(cacheFolder(), 'sdk', kind);
  mkdirSync(folder, { recursive: true });
  return folder;
}
