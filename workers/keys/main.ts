import { parseArgs } from 'node:util';
import { errorSentence } from '../../domain/error-sentence.ts';
import { openInstallation } from './installation.ts';
import { retire } from './retire.ts';
import { rotate } from './rotate.ts';

/**
 * The process of `claimloop keys rotate` and `claimloop keys retire ID`: `rotate|retire [ID] --data DIR`. Prints
 * sentences. Exit codes: 0 done, 1 the key is still needed, 2 it cannot be done as it was asked.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', default: '.claimloop' } },
  });
  const [command, id = ''] = positionals;
  const installation = await openInstallation(values.data);
  const print = (sentence: string): void => void process.stdout.write(`${sentence}\n`);
  try {
    if (command === 'rotate') return await rotate(installation, print);
    return await retire(installation, id, print);
  } finally {
    await installation.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${errorSentence(error)}\n`);
    process.exit(2);
  },
);
