import { describe, expect, test } from '@jest/globals';
import { allFindings } from '../../fuzz/consume.ts';
import {
  type CheckedFile,
  FileChecker,
  FileShower,
  FileToJson,
  guides,
  readInterchanges,
  Tokenizer,
  usualLimits,
} from '../../x12/index.ts';
import { bytesOf, checkedFile, fileOf, textOf } from './builders.ts';

// A file of any size uses no more memory than the limits allow. The tests push pieces repeatedly and count what is
// kept; they do not measure time.

const header =
  textOf(fileOf('837', guides['837p'].version, []))
    .split('~')
    .slice(0, 3)
    .join('~') + '~';
const piece = 262_144;

/** Checks a file: its beginning, and then the same piece so many times. */
function checkedOf(start: string, again: Uint8Array, times: number): CheckedFile {
  const checker = new FileChecker();
  checker.push(bytesOf(start));
  for (let time = 0; time < times; time += 1) checker.push(again);
  return checker.end();
}

function filled(text: string, length: number): Uint8Array {
  return bytesOf(text.repeat(Math.ceil(length / text.length)));
}

/** Findings of a set and its envelopes that one broken file may leave: what the limit allows, and a few of trailers. */
const most = usualLimits.findings + 20;

describe('a segment of 2 GB', () => {
  const stop = { reason: 'a segment is longer than the limit' };

  test('stops the reader within the limit, and what follows is not read', () => {
    const tokenizer = new Tokenizer();
    const again = new Proxy(new Uint8Array(piece), {});
    tokenizer.push(bytesOf(header));
    while (tokenizer.next());
    tokenizer.push(filled('A', piece));
    expect(tokenizer.next()).toBeUndefined();
    expect(tokenizer.pause).toMatchObject({ ...stop, segment: 4, offset: header.length });
    // Of a Proxy no byte could be copied: it would throw.
    for (let pushed = 0; pushed < 2 ** 31; pushed += piece) tokenizer.push(again);
    expect(tokenizer.next()).toBeUndefined();
    expect(tokenizer.offset).toBe(header.length);
  });

  test.each([
    ['letters', 'A'],
    ['elements', '*'],
    ['repetitions', 'HI*ABK:J4540^'],
    ['components', 'HI*A:'],
  ])('of %s ends what checks, shows and tells as JSON', (_, text) => {
    const again = filled(text, piece);
    const checked = checkedOf(header, again, 2 ** 31 / piece);
    expect(checked.unreadable).toMatchObject({ position: 4, offset: header.length });
    expect(allFindings(checked).length).toBeLessThan(most);
    const told: string[] = [];
    const others = [
      new FileShower((line) => told.push(line)),
      new FileToJson(
        (text) => told.push(text),
        () => undefined,
      ),
    ];
    for (const one of others) {
      one.push(bytesOf(header));
      for (let time = 0; time < 2 ** 31 / piece; time += 1) one.push(again);
      expect(one.end()).toMatchObject({ segment: 4, offset: header.length });
    }
    expect(told.join('').length).toBeLessThan(2_000);
  });

  test('in one piece is not copied', () => {
    const whole = new Uint8Array(2 ** 31);
    whole.set(bytesOf(header));
    const checker = new FileChecker();
    checker.push(whole);
    expect(checker.end().unreadable).toMatchObject({ ...stop, position: 4 });
    expect(readInterchanges(whole)).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('larger') });
  });

  test('without a header is not a file', () => {
    const checked = checkedOf('', new Uint8Array(piece), 2 ** 31 / piece);
    expect(checked.unreadable).toMatchObject({ position: 1, offset: 0 });
  });
});

describe('within a segment of the longest length', () => {
  const fits = usualLimits.segmentBytes - 20;

  test.each([
    ['repetitions', `HI*${'ABK:J4540^'.repeat(fits / 10)}~`],
    ['components', `HI*${'A:'.repeat(fits / 2)}~`],
    ['components of elements that are repeated', `HI*${':^'.repeat(fits / 2)}~`],
    ['letters of an element', `NTE*ADD*${'A'.repeat(fits)}~`],
    ['digits of an amount', `CLM*1*${'9'.repeat(fits)}~`],
  ])('%s in number are findings up to the limit', (_, segment) => {
    const segments = ['CLM*1*1***11:B:1*Y*A*Y*Y', ...Array<string>(20).fill(segment.slice(0, -1))];
    const file = fileOf('837', guides['837p'].version, segments);
    const { length } = allFindings(checkedFile(file));
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(most);
  });

  test('more elements than the limit end the file', () => {
    const file = fileOf('837', guides['837p'].version, [`CLM${'*1'.repeat(usualLimits.elements + 1)}`]);
    expect(readInterchanges(file)).toMatchObject({ kind: 'unreadable', segment: 4 });
  });
});

describe('a very large number of', () => {
  test('empty segments (a million) are findings up to the limit', () => {
    const checked = checkedOf(header, filled('~', 100_000), 10);
    const [set] = checked.interchanges[0]?.groups[0]?.transactions ?? [];
    expect(set?.totals['segments']).toBe(1_000_002);
    expect(allFindings(checked).length).toBeLessThan(most);
    expect(checked.unreadable).toMatchObject({ reason: 'the file ends before the IEA segment' });
  });

  test('empty segments outside a set are findings up to the limit', () => {
    const checked = checkedOf(header.split('~').slice(0, 2).join('~') + '~', filled('~', 100_000), 10);
    expect(allFindings(checked).length).toBeLessThan(most);
  });

  test('unknown segments are findings up to the limit, and their ids are not kept', () => {
    const checker = new FileChecker();
    checker.push(bytesOf(header));
    for (let from = 0; from < 1_000_000; from += 10_000) {
      const ids = Array.from({ length: 10_000 }, (_, index) => (from + index).toString(36));
      checker.push(bytesOf(`${ids.join('*~')}~`));
    }
    const checked = checker.end();
    expect(allFindings(checked).length).toBeLessThan(most);
    expect(JSON.stringify(checked).length).toBeLessThan(500_000);
  });

  test.each([
    ['days of one kind', 'DTP*453*D8*20260302~'],
    ['notes', 'NTE*ADD*A~'],
    ['lines', 'LX*1~SV1*HC:G0463*1*UN*1***1~DTP*472*D8*20260302~'],
    ['other payers', 'SBR*S*18*******CI~AMT*D*1~OI***Y***Y~NM1*PR*2*OTHER*****PI*1~'],
    ['repeated diagnoses', 'HI*ABK:J4540*ABF:J4540~'],
  ])('%s in one claim are findings up to the limit, and not all are kept', (_, segments) => {
    const start = `${header}HL*1**20*1~HL*2*1*22*0~CLM*1*1***11:B:1*Y*A*Y*Y~HI*ABK:J4540~`;
    const again = filled(segments, segments.length * 10_000);
    expect(allFindings(checkedOf(start, again, 10)).length).toBeLessThan(most);
    let [told, longest] = [0, 0];
    const json = new FileToJson(
      (text) => void (longest = Math.max(longest, text.length)),
      () => (told += 1),
    );
    json.push(bytesOf(start));
    for (let time = 0; time < 10; time += 1) json.push(again);
    json.end();
    expect(told).toBeGreaterThan(0);
    expect(longest).toBeLessThan(5_000 * 300);
  });

  test('levels of the hierarchy, each below the one before, nest no deeper than the guide', () => {
    const checker = new FileChecker();
    checker.push(bytesOf(header));
    const code = ['20', '22', '23'];
    for (let from = 1; from < 200_000; from += 10_000) {
      const levels = Array.from({ length: 10_000 }, (_, index) => from + index);
      checker.push(bytesOf(levels.map((n) => `HL*${n}*${n - 1}*${code[n % 3]}*1~`).join('')));
    }
    const checked = checker.end();
    expect(new Set(allFindings(checked).map(({ loop }) => loop)).size).toBeLessThan(10);
    expect(allFindings(checked).length).toBeLessThan(most);
  });
});

describe('a file of only delimiters', () => {
  test.each(['~', '*', ':', '^', '~*', '*~:^', '\n', ' '])('%j is not a file', (text) => {
    const checked = checkedOf('', filled(text, piece), 20);
    expect(checked.interchanges).toEqual([]);
    expect(checked.unreadable?.position).toBe(1);
  });

  test.each(['~', '*~', '*:^~', '~\r\n', 'ST~', 'SE~', 'GE~', 'GS~', 'TA1~', 'IEA~'])(
    '%j after a header is read to its end',
    (text) => {
      const checked = checkedOf(header, filled(text, 100_000), 1);
      expect(checked.unreadable).toBeDefined();
      const sets = checked.interchanges.flatMap(({ groups }) => groups.flatMap((group) => group.transactions));
      expect(sets.filter(({ findings }) => findings.length > most)).toEqual([]);
    },
  );
});

describe('lists with a limit', () => {
  const limits = { ...usualLimits, envelopes: 5 };
  const begun = header.split('~').slice(0, 2).join('~') + '~';
  const read = (text: string): CheckedFile => {
    const checker = new FileChecker(limits);
    checker.push(bytesOf(text));
    return checker.end();
  };

  test.each([
    ['sets', 'ST*999*0001~SE*2*0001~', 3],
    ['sets that are not closed', 'ST*999*0001~', 3],
    ['groups', 'GS*FA*A*B*20260305*1200*7*X*005010X231A1~GE*0*7~', 3],
    ['TA1 segments', 'TA1*000000007*260305*1200*A*000~', 3],
    ['interchanges', begun, 1],
  ])('is read as long as there is room for it: %s', (_, text, room) => {
    const reason = 'the file has more interchanges, groups and sets than the limit';
    expect(read(begun + text.repeat(room)).unreadable?.reason).not.toBe(reason);
    expect(read(begun + text.repeat(room + 1)).unreadable?.reason).toBe(reason);
  });

  test('keep as many items as real files have', () => {
    expect(usualLimits.envelopes).toBeGreaterThan(100_000);
  });
});
