import { parseArgs } from 'node:util';
import { ServerAway } from '../client/connection.ts';
import { KeyProblem } from '../client/encryption/key-check.ts';
import { realDayMs } from '../domain/clock.ts';
import { errorSentence } from '../domain/error-sentence.ts';
import { logUncaughtErrors } from './log.ts';
import { type Installation, up } from './stack/up.ts';

/** The folder and its configuration are valid, and services are being started. */
let hasBegun = false;

/**
 * The process that keeps an installation running: `--data DIR [--day SECONDS] [--profiles FILE] [--no-sandbox]`.
 * Prints JSON lines: each step of the start, then {ready: true, endpoints}. Shuts down on SIGTERM, and when
 * the process that started it ends. Exit codes: 1 a service did not start, 2 the folder, its keys or its
 * configuration are wrong.
 */
async function main(): Promise<void> {
  logUncaughtErrors();
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      data: { type: 'string', default: '.claimloop' },
      day: { type: 'string' },
      profiles: { type: 'string' },
      sandbox: { type: 'boolean', default: true },
    },
  });
  let installation: Installation | undefined;
  let isStopRequested = false;
  const stop = (): void => {
    isStopRequested = true;
    void installation?.stop().then(() => process.exit(0));
  };
  // Disconnect: the command that started this process was killed.
  for (const reason of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(reason, stop);
  process.stdout.on('error', stop);
  installation = await up({
    data: values.data,
    dayMs: dayOf(values.day),
    profilesFile: values.profiles,
    sandbox: values.sandbox,
    onProgress: (step) => {
      hasBegun = true;
      print(step);
    },
  });
  print({ ready: true, endpoints: installation.endpoints });
  if (isStopRequested) stop();
}

function dayOf(seconds: string | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  const ms = Number(seconds) * 1000;
  if (!(ms >= 50 && ms <= realDayMs))
    throw new Error('--day takes the length of a business day in seconds, 0.05 to 86400');
  return Math.round(ms);
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${errorSentence(error)}\n`);
  const isAway = hasBegun || error instanceof ServerAway;
  process.exit(isAway && !(error instanceof KeyProblem) ? 1 : 2);
});
