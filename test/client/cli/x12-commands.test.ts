import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anInterchange, bytesOf, fileOf, textOf, written } from '../../x12/builders.ts';
import { changed, claims, env, Folder, program, type Ran, remittances, x12 as run } from './x12-support.ts';

// The commands `claimloop x12 ...`: what they print and write, and their exit codes.

let folder: string;
let files: Folder;
beforeAll(() => {
  files = new Folder();
  folder = files.path;
});
afterAll(() => files.remove());

const x12 = (...args: readonly string[]): Ran => run(args);
const file = (name: string, bytes: Uint8Array): string => files.file(name, bytes);

test.each(['show', 'json', 'write'])('x12 %s of a folder exits with 2', (command) => {
  const { code, err } = x12(command, folder);
  expect([code, err]).toEqual([2, expect.stringContaining('is a folder, not a file')]);
});

test('JSON can be piped if its fields are in order', () => {
  const json = x12('json', file('piped.837', claims())).out;
  const written = (name: string, text: string): Ran => {
    const piped = 'cat "$1" | "$2" "$3" x12 write /dev/stdin';
    const args = ['-c', piped, 'sh', file(name, Buffer.from(text)), process.execPath, program];
    const { status, stdout, stderr } = spawnSync('sh', args, { env, encoding: 'utf8' });
    return { code: status, out: stdout, err: stderr };
  };
  expect(written('piped.json', json)).toMatchObject({ code: 0, out: textOf(claims()) });
  const otherwise = written('otherwise.json', '{"interchanges":[{"groups":[],"control":1}]}');
  expect([otherwise.code, otherwise.err]).toEqual([2, expect.stringContaining('cannot be read again')]);
});

describe('x12 check', () => {
  test('of valid files exits with 0 and prints their content', () => {
    const { code, out } = x12('check', file('valid.835', remittances()), file('valid.837', claims()));
    expect([code, out.match(/: valid;/g)?.length]).toEqual([0, 2]);
    expect(out).toMatch(/835 0002 {2}005010X221A1 .*\$160\.00 paid/);
  });

  test('of a faulty file exits with 1 and prints the position, and no value', () => {
    const faulty = file('faulty.837', changed(claims(), '1999999984', '1999999985'));
    const { code, out } = x12('check', faulty);
    expect(code).toBe(1);
    expect(out).toMatch(/error {2}837 0001, segment 7 in loop 2010AA: NM109 .* \[npi\.check-digit\]/);
    expect(out).not.toContain('1999999985');
  });

  test('of a file that is not X12 exits with 2', () => {
    const { code, out, err } = x12('check', file('nothing.txt', bytesOf('Dear payer')));
    expect([code, out.includes('cannot be read to the end')]).toEqual([2, true]);
    expect(err).toContain('1 of 1 file(s) cannot be read to the end');
  });

  test('of a missing file exits with 2', () => {
    const [good, missing] = [file('good.837', claims()), join(folder, 'missing.837')];
    const { code, out } = x12('check', good, missing, good);
    expect([code, out]).toEqual([2, expect.stringContaining('missing.837 cannot be read')]);
    expect(out.match(/: valid;/g)).toHaveLength(2);
  });

  test('reads folders, gzip files and standard input', () => {
    const inner = join(folder, 'inbox', 'today');
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, 'one.835.gz'), gzipSync(remittances()));
    writeFileSync(join(inner, 'two.837'), claims());
    const { code, out } = x12('check', join(folder, 'inbox'));
    expect([code, out.match(/: valid;/g)?.length]).toEqual([0, 2]);
    const piped = spawnSync(process.execPath, [program, 'x12', 'check', '-'], {
      env,
      encoding: 'utf8',
      input: claims(),
    });
    expect([piped.status, piped.stdout]).toEqual([0, expect.stringContaining('-: valid;')]);
    const compressed = spawnSync(process.execPath, [program, 'x12', 'check', '-'], {
      env,
      encoding: 'utf8',
      input: gzipSync(claims()),
    });
    expect([compressed.status, compressed.stdout]).toEqual([0, expect.stringContaining('-: valid;')]);
  });

  test('refuses a damaged gzip file', () => {
    const damaged = gzipSync(remittances()).subarray(0, 200);
    const { code, err } = x12('json', file('damaged.gz', damaged));
    expect([code, err]).toEqual([2, expect.stringContaining('cannot be decompressed')]);
  });

  test('of unsupported transaction sets exits with 3', () => {
    const institutional = fileOf('837', '005010X223A2', ['BHT*0019*00*1*20260305*1200*CH']);
    const referral = fileOf('278', '005010X217', ['BHT*0007*13*1*20260305*1200']);
    const { code, out, err } = x12('check', file('inst.837', institutional), file('ref.278', referral));
    expect([code, out.match(/: not checked;/g)?.length]).toEqual([3, 2]);
    expect(err).toContain('2 of 2 file(s) not checked');
    const broken = changed(institutional, 'IEA*1', 'IEA*2');
    expect(x12('check', file('inst.837', institutional), file('bad.837', broken)).code).toBe(1);
  });

  test('prints JSON in a stable format', () => {
    const path = file('faulty.835', changed(remittances(), 'BPR*I*160', 'BPR*I*161'));
    const { code, out } = x12('check', path, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      file: path,
      interchanges: [
        {
          control: '000000042',
          groups: [
            {
              transactions: [
                {
                  set: '835',
                  guide: '005010X221A1',
                  control: '0001',
                  valid: false,
                  findings: [
                    {
                      severity: 'error',
                      rule: 'balance.payment',
                      segment: 'BPR',
                      loop: '835',
                      position: 2,
                      element: 2,
                    },
                  ],
                },
                { control: '0002', valid: true, findings: [], totals: { paidCents: 16_000 } },
              ],
            },
          ],
        },
      ],
    });
  });

  test('prints where a truncated file ends', () => {
    const path = file('short.835', remittances().slice(0, 700));
    const { code, out } = x12('check', path, '--json');
    expect([code, JSON.parse(out)]).toEqual([
      2,
      expect.objectContaining({ unreadable: expect.objectContaining({ position: expect.any(Number) }) }),
    ]);
  });
});

describe('x12 show', () => {
  test('indents loops, names codes and prints money', () => {
    const { code, out } = x12('show', file('show.835', remittances()));
    expect(code).toBe(0);
    expect(out).toMatch(/^ {10}CLP claim: patientControlNumber V88121A7K2, .*chargeCents \$200\.00/m);
  });
});

describe('x12 json and x12 write', () => {
  test('give a faulty file back byte for byte with --unchecked, and refuse it without', () => {
    const text = textOf(claims())
      .replace('~BHT*', '~K3*NOTE~BHT*')
      .replace(/~HI\*[^~]*/, '$&::::::::::Z')
      .replace(/~SE\*(\d+)/, (_, count: string) => `~SE*${Number(count) + 1}`)
      .replace(/DTP\*472\*D8\*\d{8}/, 'DTP*472*D8*20261341');
    const json = x12('json', file('faulty.837', bytesOf(text)));
    const path = file('faulty.json', Buffer.from(json.out));
    expect(x12('write', path, '--unchecked')).toMatchObject({ code: 0, out: text });
    expect(x12('write', path)).toMatchObject({ code: 1, out: '' });
  });

  test('turn a file into JSON and back to the same bytes', () => {
    const json = x12('json', file('there.837', claims()));
    const back = x12('write', file('there.json', Buffer.from(json.out)), '--out', join(folder, 'back.837'));
    expect([json.code, back.code]).toEqual([0, 0]);
    expect(readFileSync(join(folder, 'back.837'))).toEqual(Buffer.from(claims()));
  });

  test('refuse characters that X12 does not allow, with their path; --clean replaces them', () => {
    const json = x12('json', file('there.837', claims())).out.replace('"SAMPLE"', '"SÁMPLE"');
    const path = file('letters.json', Buffer.from(json));
    const refused = x12('write', path);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('billingProviders[0].subscribers[0].subscriber.name.lastName: NM103');
    expect(x12('write', path, '--clean')).toMatchObject({ code: 0, out: expect.stringContaining('*SAMPLE*') });
  });

  test('refuse content that x12 check reports, unless --unchecked', () => {
    const json = x12('json', file('there.837', claims())).out.replace('"chargeCents":20000', '"chargeCents":20001');
    const path = file('unbalanced.json', Buffer.from(json));
    const refused = x12('write', path);
    expect([refused.code, refused.out, refused.err]).toEqual([1, '', expect.stringContaining('[balance.claim]')]);
    expect(x12('write', path, '--unchecked').code).toBe(0);
  });

  test('keep the authorization of ISA01 to ISA04', () => {
    const text = textOf(claims()).replace('*00*          *00*          *', '*03*ACCESS    *01*SECRET    *');
    const json = x12('json', file('access.837', bytesOf(text)));
    expect(x12('write', file('access.json', Buffer.from(json.out)))).toMatchObject({ code: 0, out: text });
  });

  test('read fields in any order', () => {
    const { interchanges } = JSON.parse(x12('json', file('there.837', claims())).out);
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([name, part]) => [name, reversed(part)]),
      );
    };
    const path = file('reversed.json', Buffer.from(JSON.stringify({ interchanges: reversed(interchanges) })));
    expect(x12('write', path)).toMatchObject({ code: 0, out: textOf(claims()) });
  });

  test('keep the position of a TA1: before the groups, after them, or alone', () => {
    const ta1 = 'TA1*000000007*260305*1200*A*000~';
    const alone = textOf(written(anInterchange([], { groups: [] })));
    const files = [
      textOf(claims()).replace('GS*', `${ta1}GS*`),
      textOf(claims()).replace('IEA*', `${ta1}${ta1}IEA*`),
      alone.replace('IEA*', `${ta1}IEA*`),
      alone,
    ];
    for (const text of files) {
      const json = x12('json', file('ta1.edi', bytesOf(text)));
      expect(x12('write', file('ta1.json', Buffer.from(json.out)))).toMatchObject({ code: 0, out: text });
    }
  });

  test('write no file if writing fails', () => {
    const json = x12('json', file('there.837', claims())).out;
    const out = join(folder, 'never.837');
    const refused = x12(
      'write',
      file('refused.json', Buffer.from(json.replace('"SAMPLE"', '"SAM~PLE"'))),
      '--out',
      out,
    );
    const cut = x12('write', file('cut.json', Buffer.from(json.slice(0, -40))), '--out', out);
    expect([refused.code, cut.code, existsSync(out)]).toEqual([1, 2, false]);
    expect(cut.err).toContain('cut.json ends too early');
  });

  test('print the position of invalid JSON, and not its content', () => {
    const { code, err } = x12('write', file('bad.json', Buffer.from('{"interchanges": SECRET}')));
    expect([code, err.includes('is not JSON'), err.includes('SECRET')]).toEqual([2, true, false]);
  });
});

describe('x12 split', () => {
  test('writes a valid file for each transaction set, including institutional claims', () => {
    const both = textOf(remittances()) + textOf(fileOf('837', '005010X223A2', ['BHT*0019*00*1*20260305*1200*CH']));
    const out = join(folder, 'split');
    const { code } = x12('split', file('both.edi', bytesOf(both)), '--out', out);
    const names = readdirSync(out).toSorted();
    expect([code, names]).toEqual([0, ['000001-835-0001.edi', '000002-835-0002.edi', '000003-837-0001.edi']]);
    expect(x12('check', join(out, '000002-835-0002.edi')).code).toBe(0);
    expect(readFileSync(join(out, '000003-837-0001.edi'), 'latin1')).toContain('BHT*0019*00*1*20260305*1200*CH~');
  });
});

describe('x12 generate', () => {
  test('writes the same valid files for the same seed', () => {
    const [one, other] = [join(folder, 'one'), join(folder, 'other')];
    const runs = [one, other].map((out) => x12('generate', '--count', '3', '--seed', '9', '--out', out).code);
    expect(runs).toEqual([0, 0]);
    const names = readdirSync(one).toSorted();
    expect(names).toEqual(['000001-plain.edi', '000002-replacement.edi', '000003-void.edi']);
    for (const name of names) expect(readFileSync(join(one, name))).toEqual(readFileSync(join(other, name)));
    expect(x12('check', ...names.map((name) => join(one, name))).code).toBe(0);
  });

  test('lists the supported sets', () => {
    const { code, err } = x12('generate', '--set', '834', '--out', folder);
    expect([code, err]).toEqual([2, expect.stringContaining('--set takes 270, 271, 276, 277, 835, 999, 837p, 277ca.')]);
  });
});
