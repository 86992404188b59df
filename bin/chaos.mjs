import './setup/node-version.mjs';
import { spawnSync } from 'node:child_process';
import { cacheFolder, inRoot } from './setup/paths.mjs';
import { setUp } from './setup/steps.mjs';

/** `npm run chaos`: set-up, then claims under faults, and an audit of what is left. */
await setUp({ purpose: 'serve' });
const { status } = spawnSync(process.execPath, [inRoot('dist/bench/chaos/main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, CLAIMLOOP_CACHE: cacheFolder() },
});
process.exit(status ?? 1);
