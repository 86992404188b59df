import './setup/node-version.mjs';
import { writeFile } from 'node:fs/promises';
import { inRoot } from './setup/paths.mjs';
import { setUp } from './setup/steps.mjs';

/** `npm run docs`: writes docs/configuration.md from the schemas, and docs/sandbox.md from the shipped rules. */
await setUp({ purpose: 'run' });
const { configurationPage } = await import('../dist/workers/docs/configuration-page.js');
await writeFile(inRoot('docs/configuration.md'), configurationPage());
const { sandboxPage } = await import('../dist/sandbox/page.js');
await writeFile(inRoot('docs/sandbox.md'), sandboxPage());
