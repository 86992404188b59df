import './setup/node-version.mjs';
import { spawnSync } from 'node:child_process';
import { inRoot } from './setup/places.mjs';
import { setUp } from './setup/steps.mjs';

/** `npm run fuzz`: set-up, then mutated files for everything in x12/. */
await setUp({ purpose: 'run' });
const { status } = spawnSync(process.execPath, [inRoot('dist/fuzz/main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
