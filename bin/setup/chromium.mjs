import { chromium } from 'playwright-core';
import { onPath, run } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
// Without the flags about the network, Chromium asks its maker's servers, which a closed network does not answer.
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** Chromium without a window. Debian's package is installed when there is none and this user may install it. */
export async function launchChromium() {
  const executablePath = installed() ?? (await install());
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet] });
}

function installed() {
  return names.map(onPath).find(Boolean);
}

async function install() {
  if (process.getuid?.() !== 0 || !onPath('apt-get'))
    throw new Error('Chromium is not on PATH; install it (on Debian: apt-get install chromium)');
  console.log('browser: installing chromium ...');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, timeoutMs: 300_000 });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, timeoutMs: 900_000 });
  const path = installed();
  if (!path) throw new Error('apt-get installed chromium, and it is not on PATH');
  return path;
}
