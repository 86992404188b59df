// The first import of every entry point: an older Node.js prints one sentence instead of a stack trace.
// This file and all static imports of an entry point must load on Node.js 18; `npm run nodes` checks that.

/** Whether a version matches "engines" in package.json: 20.19 or later, 22.12 or later, 24 or later. */
export function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
}

if (!isSupported(process.versions.node)) {
  process.stderr.write(
    `claimloop needs Node.js 20.19 or later, 22.12 or later, or 24 or later; this is ${process.versions.node}.\n`,
  );
  process.exit(1);
}
