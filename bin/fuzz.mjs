import './setup/node-version.mjs';
import { spawnSync } from 'node:child_process';
import { inRoot } from './setup/paths.mjs';
import { setUp } from './setup/steps.mjs';

/** `npm run fuzz`: set-up, then every reader and writer of x12/ with mutated files. */
await setUp({ purpose: 'run' });
const { status } = spawnSync(process.execPath, [inRoot('dist/fuzz/main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
