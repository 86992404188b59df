import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { errorSentence } from '../domain/error-sentence.ts';
import { answerPlacements } from './agency/answer-placements.ts';
import { readConfig, type SandboxReady } from './config.ts';
import { openMailbox } from './mailbox.ts';
import { SandboxPayer } from './payer/sandbox-payer.ts';
import { readRules } from './rules.ts';
import { hostKeyIn } from './sftp/host-key.ts';
import { startSftpServer } from './sftp/server.ts';

/** Polling interval of the inboxes, in milliseconds. */
const pollMs = 100;

/** The sandbox: a payer, its clearinghouse and an agency behind SFTP. Ends on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const options = { config: text, root: text, port: text, startedAt: text, startDate: text, dayMs: text };
  const { config: file, root, port, ...day } = parseArgs({ options }).values;
  if (!file) throw new Error('the configuration is missing: --config FILE');
  const config = readConfig(file, { root, port, day });
  mkdirSync(config.root, { recursive: true });
  const payer = new SandboxPayer(openMailbox(config.root, 'payer'), config, readRules(dirname(file)));
  const agency = openMailbox(config.root, 'agency');
  const key = hostKeyIn(join(config.root, '.state'));
  const server = await startSftpServer({
    root: config.root,
    host: config.host,
    port: config.port,
    users: config.users,
    hostKey: key.privateKey,
  });
  const work = setInterval(() => {
    payer.work(Date.now());
    answerPlacements(agency);
  }, pollMs);
  writeReadyFile(config.root, {
    generated: 'Written by the sandbox at each start. Do not edit.',
    host: config.host,
    port: server.port,
    hostKeySha256: key.sha256,
  });
  const stop = (): void => {
    clearInterval(work);
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function writeReadyFile(root: string, ready: SandboxReady): void {
  writeFileSync(join(root, 'ready.json.tmp'), JSON.stringify(ready));
  renameSync(join(root, 'ready.json.tmp'), join(root, 'ready.json'));
}

// Node would print the whole error, which may quote a claim.
process.on('uncaughtException', (error) => {
  console.error(`sandbox: ${errorSentence(error)}`);
  process.exit(1);
});

main().catch((error: unknown) => {
  console.error(`sandbox: ${errorSentence(error)}`);
  process.exit(1);
});
