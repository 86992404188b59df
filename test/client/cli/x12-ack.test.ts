import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changed, claims, Folder, type Ran, x12 as run } from './x12-support.ts';

// `claimloop x12 ack`: its output and exit codes.

let folder: string;
let files: Folder;
beforeAll(() => {
  files = new Folder();
  folder = files.path;
});
afterAll(() => files.remove());

const x12 = (...args: readonly string[]): Ran => run(args);
const file = (name: string, bytes: Uint8Array): string => files.file(name, bytes);

describe('x12 ack', () => {
  test('gives one consistent verdict for a broken envelope, group or set number', () => {
    const bodyOf = (text: string): readonly string[] =>
      text.split('~').filter((segment) => /^(TA1|AK|IK)/.test(segment));
    const answer = (from: string, to: string): readonly string[] => {
      const out = join(folder, 'answer.999');
      x12('ack', file('asked.837', changed(claims(), from, to)), '--out', out);
      expect(x12('check', out).code).toBe(0);
      return bodyOf(readFileSync(out, 'latin1'));
    };
    expect(answer('IEA*1*000000042', 'IEA*1*000000043')).toEqual([expect.stringMatching(/^TA1\*.*\*R\*001$/)]);
    expect(answer('*260305*', '*261305*')).toEqual([expect.stringMatching(/^TA1\*.*\*R\*014$/)]);
    expect(answer('GE*1*7', 'GE*1*8')).toEqual(['AK1*HC*7*005010X222A1', 'AK9*R*1*1*0*4']);
    expect(answer('GE*1*7', 'GE*2*7')).toEqual(['AK1*HC*7*005010X222A1', 'AK9*R*2*1*0*5']);
    expect(answer('ST*837*0001', 'ST*837*1').slice(-2)).toEqual(['IK5*R*7*3*I5', 'AK9*R*1*1*0']);
    expect(answer('GS*HC', 'GS*HP').slice(-2)).toEqual(['IK5*R*6', 'AK9*R*1*1*0']);
    expect(answer('GS*HC', 'GS*XX')[0]).toBe('AK1*HC*7*005010X222A1');
    expect(answer('*20260305*', '*20261399*').at(-1)).toBe('AK9*R*1*1*0*1');
    expect(answer('*X*005010X222A1', '*X*').at(-1)).toMatch(/^TA1\*.*\*R\*024$/);
  });

  test('says which element prevents addressing an answer', () => {
    const { code, out, err } = x12('ack', file('nobody.837', changed(claims(), '*ZZ*', '*QQ*')));
    expect([code, out, err]).toEqual([1, '', expect.stringContaining('ISA05 is not valid, so no answer')]);
  });

  test('answers an interchange without groups that requests a TA1', () => {
    const text = Buffer.from(claims()).toString('latin1');
    const isa = text.slice(0, 106).replace(/\*0\*T/, '*1*T');
    const { code, out } = x12('ack', file('empty.837', Buffer.from(`${isa}IEA*0*000000042~`, 'latin1')));
    expect([code, out]).toEqual([0, expect.stringMatching(/~TA1\*000000042\*.*\*A\*000~/)]);
  });

  test('exchanges the application codes of the group', () => {
    const { out } = x12('ack', file('codes.837', changed(claims(), 'GS*HC*SENDER*RECEIVER', 'GS*HC*CLINIC1*PAYER1')));
    expect(out).toContain('GS*FA*PAYER1*CLINIC1*');
  });

  test('does not acknowledge an acknowledgment', () => {
    const first = join(folder, 'first.999');
    x12('ack', file('good.837', claims()), '--out', first);
    const { code, out, err } = x12('ack', first);
    expect([code, out, err]).toEqual([1, '', expect.stringContaining('contains nothing to answer')]);
  });

  test('accepts a valid file, and names segment and element of a fault', () => {
    const when = ['--on', '2026-03-06', '--at', '0800'];
    const good = x12('ack', file('good.837', claims()), ...when);
    expect([good.code, good.out]).toEqual([0, expect.stringContaining('IK5*A~AK9*A*1*1*1~')]);
    const bad = x12('ack', file('bad.837', changed(claims(), 'CLM*V88121A7K2*200', 'CLM*V88121A7K2*20X')), ...when);
    expect(bad.out).toMatch(/IK3\*CLM\*18\*2300\*8~CTX\*CLM01:V88121A7K2~IK4\*2\*782\*6~IK5\*R\*I5~AK9\*R\*1\*1\*0~/);
    expect(x12('check', file('bad.999', Buffer.from(bad.out, 'latin1'))).code).toBe(0);
  });

  test('refuses an invalid option', () => {
    const { code, err } = x12('ack', file('good.837', claims()), '--control', '0');
    expect([code, err]).toEqual([2, expect.stringContaining('--control takes a whole number from 1 to 999999999')]);
  });
});
