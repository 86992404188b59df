import './setup/node-version.mjs';
import { spawnSync } from 'node:child_process';
import { inRoot } from './setup/paths.mjs';
import { setUp } from './setup/steps.mjs';

/**
 * `npm test`: set-up, format, types, lint, then all tests. Passes arguments to Jest. Stops at the first failure.
 */
const printStep = ({ label, state, note, seconds }) => {
  if (state === 'done') console.log(`set-up: ${label}${note ? ` (${note})` : ''} in ${seconds.toFixed(1)} s`);
};
await setUp({ purpose: 'test', report: printStep });

const node = process.execPath;
const checks = [
  ['format (npm run format fixes it)', node, [inRoot('node_modules/oxfmt/bin/oxfmt'), '--check', '.']],
  ['type check', node, [inRoot('node_modules/typescript/bin/tsc'), '--noEmit']],
  [
    'type check of domain/, without the types of Node',
    node,
    [inRoot('node_modules/typescript/bin/tsc'), '-p', 'domain'],
  ],
  ['type check of x12/, without the types of Node', node, [inRoot('node_modules/typescript/bin/tsc'), '-p', 'x12']],
  ['lint', node, [inRoot('node_modules/oxlint/bin/oxlint'), '--type-aware']],
  ['unused code', node, [inRoot('node_modules/knip/bin/knip.js'), '--no-progress']],
  [
    'tests',
    node,
    ['--experimental-vm-modules', '--no-warnings', inRoot('node_modules/jest/bin/jest.js'), ...process.argv.slice(2)],
  ],
];
for (const [name, command, args] of checks) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { cwd: inRoot('.'), stdio: 'inherit', env: process.env });
  if (status !== 0) {
    console.error(`${name} failed`);
    process.exit(1);
  }
}
