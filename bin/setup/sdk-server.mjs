import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, inRoot } from './places.mjs';
import { isProgram, run } from './run.mjs';

/** The path of a server ("dev-server" or "time-skipping") that the Temporal SDK downloaded into the cache, if any. */
export function downloadedBySdk(kind) {
  const folder = folderOf(kind);
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .find((path) => !path.endsWith('.downloading') && isProgram(path));
}

/** Has the Temporal SDK download a server. Resolves to its path; rejects when the download site can't be reached. */
export async function downloadBySdk(kind) {
  // Behind a firewall that drops packets the SDK would wait for minutes; behind a proxy only the SDK can ask.
  const proxied = Object.keys(process.env).some((name) => /^https?_proxy$/i.test(name));
  if (!proxied) await fetch('https://temporal.download/', { method: 'HEAD', signal: AbortSignal.timeout(5000) });
  await run(process.execPath, [inRoot('bin/setup/sdk-download.mjs'), kind, folderOf(kind)], { timeoutMs: 600_000 });
  const path = downloadedBySdk(kind);
  if (!path) throw new Error('the SDK left no program in its download folder');
  return path;
}

function folderOf(kind) {
  const folder = join(cacheFolder(), 'sdk', kind);
  mkdirSync(folder, { recursive: true });
  return folder;
}
