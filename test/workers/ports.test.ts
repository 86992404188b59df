import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { choosePort } from '../../workers/stack/ports.ts';

// Two installations that start at once do not choose the same port.

let port = 0;
const file = (): string => join(tmpdir(), `claimloop-port-${port}`);

beforeEach(async () => {
  port = await choosePort();
});

afterEach(() => {
  rmSync(file(), { force: true });
});

test('a free port is reserved for this process, which may choose it again', async () => {
  expect(await choosePort(port)).toBe(port);
  expect(readFileSync(file(), 'utf8')).toBe(String(process.pid));
  expect(await choosePort(port)).toBe(port);
});

test('a port that another process has reserved is not chosen, although nothing listens on it', async () => {
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  writeFileSync(file(), String(other.pid));
  expect(await choosePort(port)).not.toBe(port);
  const ended = new Promise((resolve) => other.once('exit', resolve));
  other.kill('SIGKILL');
  await ended;
  expect(await choosePort(port)).toBe(port);
});

test('a port on which something listens is not chosen', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect(await choosePort(port)).not.toBe(port);
  await new Promise((resolve) => server.close(resolve));
});
