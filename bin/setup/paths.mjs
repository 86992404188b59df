import { accessSync, constants, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's root folder, with a trailing slash. */
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A path inside the package. */
export function inRoot(...parts) {
  return join(root, ...parts);
}

/**
 * A writable folder outside the clone for downloads and builds: CLAIMLOOP_CACHE, else ~/.cache/claimloop, else a folder
 * of this user in the temporary folder, in case the home folder is missing or read-only.
 */
export function cacheFolder() {
  const wanted = process.env.CLAIMLOOP_CACHE ?? join(homedir(), '.cache', 'claimloop');
  if (isOurs(wanted)) return wanted;
  const spare = join(tmpdir(), `claimloop-${userInfo().uid}`);
  return isOurs(spare) ? spare : mkdtempSync(join(tmpdir(), 'claimloop-'));
}

// Programs are run from the cache, so a folder that another user owns is not used.
function isOurs(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    const owner = statSync(folder).uid;
    return owner === process.getuid?.() || process.getuid === undefined;
  } catch {
    return false;
  }
}
