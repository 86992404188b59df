import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

// Every entry point checks the Node.js version first. `npm run nodes` starts each one on Node.js 18.
const root = fileURLToPath(new URL('../..', import.meta.url));
const { isSupported } = (await import(`${root}bin/setup/node-version.mjs`)) as {
  isSupported: (version: string) => boolean;
};

test.each([
  ['18.20.8', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['21.7.3', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['23.11.1', false],
  ['24.0.0', true],
  ['26.1.0', true],
])('Node %s: supported is %s', (version, expected) => {
  expect(isSupported(version)).toBe(expected);
});

test('package.json names the same versions', () => {
  const { engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe('^20.19.0 || ^22.12.0 || >=24.0.0');
});

test.each(readdirSync(`${root}bin`).filter((name) => name.endsWith('.mjs')))('bin/%s checks it first', (name) => {
  const imports = readFileSync(`${root}bin/${name}`, 'utf8').match(/^import .*$/gm);
  expect(imports?.[0]).toBe(`import './setup/node-version.mjs';`);
});
