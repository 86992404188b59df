#!/usr/bin/env node
// Prepares a fresh clone: packages, generated code, dist/, a Temporal server. Quick if nothing is missing.
// node bin/setup.mjs [build | serve | servers | test] [--json]
import './setup/node-version.mjs';
import { purposes, setUp } from './setup/steps.mjs';

async function main([purpose = 'test', option]) {
  const wanted = purpose === 'build' ? 'run' : purpose;
  if (!(wanted in purposes)) throw new Error(`unknown purpose "${purpose}"; one of: build, serve, servers, test`);
  const print = (event) => console.log(option === '--json' ? JSON.stringify(event) : sentence(event));
  await setUp({ purpose: wanted, report: print });
}

function sentence({ index, total, label, state, note, seconds }) {
  const took = seconds === undefined ? '' : ` in ${seconds.toFixed(1)} s`;
  return `[${index + 1}/${total}] ${label}: ${state}${took}${note ? `, ${note}` : ''}`;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`set-up: ${error.message}`);
  process.exitCode = 1;
}
