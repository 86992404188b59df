// The first import of every entry point: an older Node gets one sentence instead of a stack trace.
// This file and what an entry point imports statically must load on Node 18; a test runs them there.

/** The Node.js versions that package.json's "engines" names: 20.19 or later, 22.12 or later, 24 or later. */
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
