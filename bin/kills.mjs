import './setup/node-version.mjs';
import { spawnSync } from 'node:child_process';
import { inRoot } from './setup/paths.mjs';
import { setUp } from './setup/steps.mjs';

/** `npm run kills`: set-up, then the tests in test/kills. Passes arguments to Jest. */
await setUp({ purpose: 'test' });
const jest = [inRoot('node_modules/jest/bin/jest.js'), '-c', inRoot('jest.kills.config.mjs')];
const args = ['--experimental-vm-modules', '--no-warnings', ...jest, ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: inRoot('.'), stdio: 'inherit' });
process.exit(status ?? 1);
