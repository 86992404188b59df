import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerPlacements } from './agency/desk.ts';
import { readConfig } from './config.ts';
import { openMailbox } from './mailbox.ts';
import { PayerDesk } from './payer/desk.ts';
import { hostKeyIn } from './sftp/host-key.ts';
import { startSftpServer } from './sftp/server.ts';

/** Milliseconds between two looks into the inboxes. */
const lookMs = 100;

/** The sandbox: a payer, its clearinghouse and an agency, reached by SFTP alone. Ends on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: 'string' } } });
  if (!values.config) throw new Error('say where the configuration is: --config FILE');
  const config = readConfig(values.config);
  mkdirSync(config.root, { recursive: true });
  const desk = new PayerDesk(openMailbox(config.root, 'payer'), config);
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
    desk.look();
    answerPlacements(agency);
  }, lookMs);
  announce(config.root, {
    port: server.port,
    hostKeySha256: key.sha256,
    users: config.users.map(({ username }) => username),
  });
  const stop = (): void => {
    clearInterval(work);
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function announce(root: string, ready: object): void {
  writeFileSync(join(root, 'ready.json.tmp'), JSON.stringify(ready));
  renameSync(join(root, 'ready.json.tmp'), join(root, 'ready.json'));
}

main().catch((error: unknown) => {
  console.error(`sandbox: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
