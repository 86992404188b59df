#!/usr/bin/env node
// The command `claimloop`: in a checkout it first builds what is missing; an installed package is complete.
import './setup/node-version.mjs';
import { setUp } from './setup/steps.mjs';

const args = process.argv.slice(2);
const runsServers = args.includes('up') || args.includes('demo');

/** A bar over the steps of the set-up; only steps that take time are shown. */
function report({ label, index, total, state, seconds }) {
  if (state === 'checked') return;
  const bar = '#'.repeat(index + (state === 'done' ? 1 : 0)).padEnd(total, '-');
  process.stderr.write(`[${bar}] ${label}${state === 'done' ? `: done in ${seconds.toFixed(1)} s` : ' ...'}\n`);
}

try {
  await setUp({ purpose: runsServers ? 'serve' : 'run', report });
  const { main } = await import('../dist/client/cli/main.js');
  await main(args);
} catch (error) {
  process.stderr.write(`claimloop: ${error.message}\n`);
  process.exitCode = 1;
}
