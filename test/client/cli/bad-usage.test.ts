import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Command } from 'commander';
import { addCommonOptions } from '../../../client/cli/common-options.ts';
import { addOffice } from '../../../client/cli/office.ts';
import { addX12 } from '../../../client/cli/x12/index.ts';

// A command that cannot run as it was given says so in one sentence on stderr, prints nothing else, and ends with 2.

const program = fileURLToPath(new URL('../../../bin/claimloop.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'claimloop-usage-'));
const secret = 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=';
const keys = { CLAIMLOOP_KEYS: `k1:${secret}` };

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function claimloop(line: string, variables: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...variables };
  const args = [program, ...line.split(' ')];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env, timeout: 60_000 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

beforeAll(() => {
  for (const name of ['a-folder', 'damaged', 'short-key', 'half']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'broken.json'), '{"lastName":"Plantedname"');
  writeFileSync(join(folder, 'damaged', 'endpoints.json'), '{"x":1}');
  writeFileSync(join(folder, 'short-key', 'keys'), 'k1:c2hvcnQ=\n');
  writeFileSync(join(folder, 'short.keys'), 'k1:c2hvcnQ=\n');
  writeFileSync(join(folder, 'half', 'partners.json'), '{"lastName":"Plantedname"}');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a command that cannot run as it was given', () => {
  test.each<[string, string, RegExp, Readonly<Record<string, string>>?]>([
    ['an unknown command', 'shwo X', /unknown command 'shwo'\n\(Did you mean show\?\)/],
    ['a missing argument', 'show', /missing required argument 'claim'/],
    ['an argument too many', 'list 5', /too many arguments for 'list'/],
    ['an unknown option', 'list --foo', /unknown option '--foo'/],
    ['an option that the command does not use', 'down --json', /unknown option '--json'/],
    ['JSON of a command that prints sentences', 'keys rotate --json', /unknown option '--json'/],
    ['a key without an id', 'keys retire', /missing required argument 'key-id'/],
    ['new keys where nothing runs', 'keys rotate', /^Nothing is running in \.claimloop: start it with/, keys],
    ['a codec server without codec.json', 'codec-server', /codec\.json cannot be read\.$/m, keys],
    ['a count that is text', 'list --limit x', /Use a whole number, 1 to 2000/],
    ['a count of zero', 'list --limit 0', /Use a whole number, 1 to 2000/],
    ['an age beyond any claim', 'list --older-than-days 9007199254740991', /Use a whole number, 0 to 36500/],
    ['an age of a question below zero', 'worklist --older-than -1', /Use a whole number, 0 to 36500/],
    ['a status that does not exist', 'list --status PAID', /Allowed choices are INTAKE/],
    ['an empty name', 'list --patient=', /argument '' is invalid. It must not be empty/],
    ['an empty payer', 'worklist --payer=', /argument '' is invalid. It must not be empty/],
    ['an owner that does not exist', 'worklist --owner ANN', /Allowed choices are PAYER/],
    ['a file state that does not exist', 'file list --state gone', /Allowed choices are received/],
    ['an amount of zero', 'pay X --amount 0', /Use dollars and cents above zero/],
    ['a day that does not exist', 'pay X --amount 1 --on 2026-02-30', /Use a calendar day/],
    ['a method that does not exist', 'pay X --amount 1 --method gold', /Allowed choices are card/],
    ['a correction without a value', 'correct X --reason y --set claim.note', /Use path=value/],
    ['a reason that does not exist', 'write-off X --reason BORED', /Allowed choices are SMALL_BALANCE/],
    ['a decision without a reason', 'file dismiss 5 --by ann', /required option '--reason <text>' not specified/],
    ['a day of no length', 'up --day 0', /Use seconds, 0.05 to 86400/],
    ['a demo without claims', 'demo --claims 0', /Use a whole number, 1 to 10000/],
    ['a demo of a missing file', 'demo --intake nofile', /nofile cannot be read: it does not exist/],
    ['a demo of a folder in a folder', 'demo --intake .', /a-folder cannot be read: it is a folder/],
    ['a result that cannot be written', 'demo --json no/result.json', /cannot be written: its folder does not exist/],
    ['a missing file', 'start nofile', /^nofile cannot be read: it does not exist\.$/m],
    ['a file that is a folder', 'start a-folder', /^a-folder cannot be read: it is a folder\.$/m],
    ['a path through a file', 'start broken.json/x', /part of the path is not a folder/],
    ['an installation that never ran', 'list --data none', /^Nothing is running in none: start it/],
    ['an installation to stop that never ran', 'down --data none', /^There is no installation in none\.$/m],
    ['an installation to look at that never ran', 'ui --data none', /^There is no installation in none\.$/m],
    ['damaged endpoints', 'list --data damaged', /^damaged\/endpoints.json is damaged/],
    ['a variable that does not exist', 'list', /CLAIMLOOP_KEY is not a variable/, { CLAIMLOOP_KEY: 'x' }],
    ['no key', 'list', /^No encryption key/, { TEMPORAL_ADDRESS: '127.0.0.1:1' }],
    [
      'a missing key file',
      'list',
      /^The key file no.keys cannot be read/,
      { TEMPORAL_ADDRESS: '127.0.0.1:1', CLAIMLOOP_KEYS_FILE: 'no.keys' },
    ],
    [
      'a key that is too short',
      'list',
      /^short.keys, key 1 is not "keyId:base64" with 32 bytes/,
      { TEMPORAL_ADDRESS: '127.0.0.1:1', CLAIMLOOP_KEYS_FILE: 'short.keys' },
    ],
    [
      'a Temporal server that does not answer',
      'list --json',
      /^No Temporal server answers at 127.0.0.1:1\.$/m,
      { TEMPORAL_ADDRESS: '127.0.0.1:1', ...keys },
    ],
    [
      "Temporal's configuration in a missing file",
      'list',
      /^TEMPORAL_CONFIG_FILE is no.toml, which does not exist\.$/m,
      { TEMPORAL_CONFIG_FILE: 'no.toml', ...keys },
    ],
    ['a database that is no address', 'up', /^Environment: DATABASE_URL is not valid/, { DATABASE_URL: 'garbage' }],
    [
      'a data folder that is a file',
      'up --data broken.json',
      /^The data folder .*broken.json cannot be created or written/,
    ],
    [
      'a data folder that the system refuses',
      'up --data /proc/none',
      /^The data folder \/proc\/none cannot be created/,
    ],
    ['profiles that are not JSON', 'up --data p1 --profiles broken.json', /^broken.json is not JSON\.$/m],
    ['profiles that are a folder', 'up --data p2 --profiles a-folder', /^a-folder cannot be read\.$/m],
    ['partners that are no list', 'up --data half --no-sandbox', /partners.json is not valid\. file: found an object/],
    ['a key file that is too short', 'up --data short-key', /keys, key 1 is not "keyId:base64" with 32 bytes/],
  ])('%s', async (_, line, sentence, ...variables) => {
    const { code, out, err } = await claimloop(line, ...variables);
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringMatching(sentence) });
    expect(err.trim().split('\n').length).toBeLessThanOrEqual(err.includes('Did you mean') ? 2 : 1);
    expect(err).not.toMatch(/ {4}at |Plantedname|\{ *\w+:/);
    expect(err).not.toContain(secret);
  });

  test('an installation whose Temporal server does not answer says so, once', async () => {
    const ran = await claimloop('up --data away --no-sandbox', { TEMPORAL_ADDRESS: '127.0.0.1:1', DATABASE_URL: '' });
    const said = ran.err.split('\n').filter((line) => line !== '' && !line.startsWith('['));
    expect({ code: ran.code, said }).toEqual({ code: 1, said: ['No Temporal server answers at 127.0.0.1:1.'] });
  });

  test('an installation whose database does not answer says so, and writes nothing', async () => {
    const url = 'postgresql://someone:Plantedword@127.0.0.1:1/claimloop';
    const ran = await claimloop('up --data gone', { DATABASE_URL: url, MIGRATION_DATABASE_URL: url });
    expect(ran).toEqual({ code: 1, out: '', err: 'The database at 127.0.0.1:1 cannot be opened (ECONNREFUSED).\n' });
    expect(existsSync(join(folder, 'gone'))).toBe(false);
  });

  test.each(['--help', 'x12 check made'])(
    'a reader that closes the output of %s early ends it silently',
    async (line) => {
      await claimloop('x12 generate --count 1 --out made');
      const command = `"${process.execPath}" "${program}" ${line} | true; echo "\${PIPESTATUS[0]}" >&2`;
      const err = await new Promise<string>((resolve) => {
        execFile('bash', ['-c', command], { cwd: folder }, (_, __, said) => resolve(said));
      });
      expect(err).toBe('141\n');
    },
  );
});

describe('--data and --json', () => {
  const office = new Command('claimloop');
  addOffice(office, () => undefined);
  addX12(office);
  addCommonOptions(office);
  const leaves = (command: Command, path = ''): readonly (readonly [string, Command])[] =>
    command.commands.length === 0
      ? [[path.trim(), command]]
      : command.commands.flatMap((inner) => leaves(inner, `${path} ${inner.name()}`));
  const lacking = (option: string) =>
    leaves(office)
      .filter(([, command]) => !command.options.some(({ long }) => long === option))
      .map(([path]) => path);

  test('are options of the commands that use them only', () => {
    const files = ['check', 'show', 'json', 'split', 'extract', 'csv', 'mask', 'write', 'ack', 'generate'];
    expect(lacking('--data')).toEqual(['denial explain', 'demo', ...files.map((name) => `x12 ${name}`)]);
    expect(lacking('--json')).toEqual([
      ...['down', 'keys rotate', 'keys retire', 'codec-server'],
      ...files.filter((name) => name !== 'check' && name !== 'split').map((name) => `x12 ${name}`),
    ]);
  });
});
