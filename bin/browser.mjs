#!/usr/bin/env node
// `npm run browser`: opens the Temporal UI of an installation in Chromium. Whoever has the link of `claimloop ui` sees
// the patient's name in the history of a claim; another user of the machine gets 401 and sees none.
import './setup/node-version.mjs';
import assert from 'node:assert/strict';
import { launchChromium } from './setup/chromium.mjs';
import { exampleIntake, withInstallation } from './setup/installation.mjs';
import { inRoot } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { setUp } from './setup/steps.mjs';

const claimId = 'BROWSER00001';
const patientName = 'Browsertest';

async function main() {
  await setUp({ purpose: 'serve' });
  await withInstallation(async (folder) => {
    await startClaim(folder);
    const browser = await launchChromium();
    try {
      const { codecServer, link } = JSON.parse(
        await run(process.execPath, claimloop('ui', '--json', '--data', folder)),
      );
      await seesNames(browser, { link, codecServer });
      await seesNothing(browser, { link, codecServer });
      await refusesPostOfAnotherPage(browser, codecServer);
    } finally {
      await browser.close();
    }
  });
}

function claimloop(...args) {
  return [inRoot('bin/claimloop.mjs'), ...args];
}

async function startClaim(folder) {
  const { connectClaimloop } = await import('../dist/client/index.js');
  const client = await connectClaimloop(folder);
  try {
    const example = exampleIntake(claimId);
    const started = await client.startClaim({ ...example, patient: { ...example.patient, lastName: patientName } });
    assert.equal(started.kind, 'started');
  } finally {
    await client.close();
  }
}

/** The link logs in, and the history shows the patient file. */
async function seesNames(browser, { link, codecServer }) {
  const page = await (await browser.newContext({ viewport: { width: 1400, height: 1000 } })).newPage();
  await page.goto(link);
  await page.goto(historyOf(codecServer));
  await page.getByText(patientName).first().waitFor({ timeout: 60_000 });
  const cookies = await page.context().cookies();
  assert.deepEqual(
    cookies.filter(({ httpOnly }) => httpOnly).map(({ sameSite }) => sameSite),
    ['Strict'],
  );
  console.log('browser: whoever has the link sees the patient in the history');
}

/** Another user has no cookie, and the link is used up. */
async function seesNothing(browser, { link, codecServer }) {
  const page = await (await browser.newContext()).newPage();
  for (const address of [historyOf(codecServer), codecServer, link]) {
    const answer = await page.goto(address);
    assert.equal(answer.status(), 401, `${new URL(address).pathname} answers ${answer.status()}`);
    assert.ok(!(await page.content()).includes(patientName));
  }
  console.log('browser: another user gets 401');
}

/** A page of another origin cannot have payloads decoded. */
async function refusesPostOfAnotherPage(browser, codecServer) {
  const page = await (await browser.newContext()).newPage();
  await page.goto('data:text/html,<title>another page</title>');
  const answer = await page.evaluate(
    (address) =>
      fetch(address, { method: 'POST', body: '{"payloads":[]}' }).then(
        ({ status }) => status,
        () => 'blocked',
      ),
    `${codecServer}/decode`,
  );
  assert.ok(answer === 'blocked' || answer === 403, `another page gets ${answer}`);
  console.log('browser: a page of another origin decodes nothing');
}

function historyOf(codecServer) {
  return `${codecServer}/namespaces/default/workflows/claim-${claimId}`;
}

main().catch((error) => {
  console.error(`browser: ${error.message}`);
  process.exitCode = 1;
});
