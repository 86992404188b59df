import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { encryptionCodec } from '../../client/encryption/codec.ts';
import { readEnvironment } from '../../client/environment.ts';
import { uiSecret } from '../../client/ui-token.ts';
import { errorSentence } from '../../domain/error-sentence.ts';
import { codecServerSchema } from '../../domain/schema/codec-server.ts';
import { keysOf } from '../config.ts';
import { readJsonFile } from '../json-file.ts';
import { log, logUncaughtErrors } from '../log.ts';
import { startRemoteCodecServer } from './remote-server.ts';

/** The process of `claimloop codec-server`: `--data DIR`, with codec.json and the keys. Ends on SIGTERM. */
async function main(): Promise<void> {
  logUncaughtErrors();
  const { values } = parseArgs({ options: { data: { type: 'string', default: '.claimloop' } } });
  const dataFolder = resolve(values.data);
  const config = readJsonFile(join(dataFolder, 'codec.json'), codecServerSchema);
  const codec = encryptionCodec(keysOf(readEnvironment(process.env), dataFolder));
  const server = await startRemoteCodecServer(config, { codec, secret: uiSecret(dataFolder) });
  log('info', 'The codec server is running.');
  for (const reason of ['SIGTERM', 'SIGINT'] as const)
    process.on(reason, () => void server.close().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  process.stderr.write(`${errorSentence(error)}\n`);
  process.exit(2);
});
