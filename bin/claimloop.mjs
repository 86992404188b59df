#!/usr/bin/env node
// The command `claimloop`. In a checkout it first builds what is missing; an installed package is already built.
import './setup/node-version.mjs';
import { progressBar } from './setup/progress.mjs';
import { setUp } from './setup/steps.mjs';

const args = process.argv.slice(2);
const runsServers = args.includes('up') || args.includes('demo');

try {
  await setUp({ purpose: runsServers ? 'serve' : 'run', report: progressBar() });
  const { main } = await import('../dist/client/cli/main.js');
  await main(args, progressBar());
} catch (error) {
  process.stderr.write(`claimloop: ${error.message}\n`);
  process.exitCode = 1;
}
