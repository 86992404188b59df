import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rawBytes, type Segment, Tokenizer, usualLimits } from '../../../x12/index.ts';
import { bytesOf, textOf } from '../builders.ts';

// The tokenizer gives the same segments for any division into pieces and the right place of each segment, and keeps
// at most one piece and one segment in memory.

const isa =
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260305*1200*^*00501*000000042*0*T*:~';
const set = 'ST*835*0001~NM1*QC*1*ISAAC*ISA~SE*3*0001~';
const file = `${isa}GS*HP*A*B*20260305*1200*7*X*005010X221A1~${set}GE*1*7~IEA*1*000000042~`;

type Told = Pick<Segment, 'id' | 'elements' | 'offset' | 'bytes' | 'isPrintable'>;

interface Read {
  readonly segments: readonly Told[];
  readonly last: string;
}

/** Reads pieces to the end; an interchange is over with its IEA. */
function read(pieces: readonly Uint8Array[], limits = usualLimits): Read {
  const tokenizer = new Tokenizer(limits);
  const segments: Told[] = [];
  const drain = (): string => {
    for (let segment = tokenizer.next(); segment; segment = tokenizer.next()) {
      const { id, elements, offset, bytes, isPrintable } = segment;
      segments.push({ id, elements, offset, bytes, isPrintable });
      if (segment.id === 'IEA') tokenizer.delimiters = undefined;
    }
    const { pause } = tokenizer;
    return typeof pause === 'string' ? pause : `${pause.reason} (segment ${pause.segment}, byte ${pause.offset})`;
  };
  for (const piece of pieces) {
    tokenizer.push(piece);
    const last = drain();
    if (last !== 'more') return { segments, last };
  }
  tokenizer.end();
  return { segments, last: drain() };
}

const whole = (text: string, limits = usualLimits): Read => read([bytesOf(text)], limits);
const ids = ({ segments }: Read): string => segments.map(({ id }) => id).join(' ');

describe('segments', () => {
  test('are the same for any division into pieces', () => {
    const bytes = bytesOf(`${file}\r\n${file}`);
    const expected = whole(textOf(bytes)).segments;
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (cuts) => {
        const places = [0, ...cuts.toSorted((one, other) => one - other), bytes.length];
        const pieces = places.slice(1).map((to, index) => bytes.subarray(places[index], to));
        expect(read(pieces)).toEqual({ segments: expected, last: 'end' });
      }),
    );
  });

  test('are the same from single bytes', () => {
    const bytes = bytesOf(file);
    expect(read(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole(file));
  });

  test('have the right place in the file', () => {
    const bytes = bytesOf(`\u00ef\u00bb\u00bf${file.replaceAll('~', '~\r\n  ')}`);
    const { segments } = read([bytes]);
    expect(segments.map((one) => textOf(rawBytes(bytes, one)))).toEqual(
      file
        .split('~')
        .slice(0, -1)
        .map((segment) => `${segment}~`),
    );
    const [st, nm1] = segments.slice(2, 4);
    if (!st || !nm1) throw new Error('the file has these segments');
    expect(textOf(rawBytes(bytes, st, nm1))).toBe('ST*835*0001~\r\n  NM1*QC*1*ISAAC*ISA~');
  });

  test('with ids that differ by a zero byte are different', () => {
    expect(ids(whole(file.replace('SE*', 'ST\0*1~SE*')))).toBe('ISA GS ST NM1 ST\0 SE GE IEA');
  });

  test('do not change when the caller reuses the buffer', () => {
    const bytes = bytesOf(file);
    const buffer = new Uint8Array(10);
    const tokenizer = new Tokenizer();
    const found: string[] = [];
    for (let at = 0; at < bytes.length; at += 10) {
      const piece = bytes.subarray(at, at + 10);
      buffer.set(piece);
      tokenizer.push(buffer.subarray(0, piece.length));
      buffer.fill(0x2a);
      for (let segment = tokenizer.next(); segment; segment = tokenizer.next()) found.push(segment.elements.join('*'));
    }
    expect(found).toEqual(file.split('~').slice(0, -1));
  });
});

describe('an interchange', () => {
  test.each([
    ['with | and } as delimiters', file.replaceAll('*', '|').replaceAll(':', '>').replaceAll('^', '}'), '}'],
    ['with a control character as terminator', file.replaceAll('~', '\u001d'), '^'],
    ['with line ends as terminators', file.replaceAll('~', '\n'), '^'],
    ['with CR and LF, of which one is passed over', file.replaceAll('~', '\r\n'), '^'],
    ['of an older version, without repetition', file.replace('^*00501', 'U*00401'), undefined],
    ['with U where a repetition separator should stand', file.replace('^*00501', 'U*00501'), undefined],
  ])('is read %s', (_, text, repetition) => {
    const tokenizer = new Tokenizer();
    tokenizer.push(bytesOf(text));
    tokenizer.next();
    expect(tokenizer.delimiters?.repetition).toBe(repetition);
    expect(ids(whole(text))).toBe('ISA GS ST NM1 SE GE IEA');
  });

  test.each([
    ['too short', file.replace('PAYER          ', 'PAYER')],
    ['too long', file.replace('PAYER          ', `PAYER${' '.repeat(60)}`)],
  ])('is read with an ISA segment that is %s', (_, text) => {
    expect(ids(whole(text))).toBe('ISA GS ST NM1 SE GE IEA');
  });

  test('may have different delimiters from the one before it', () => {
    const other = file.replaceAll('*', '|').replaceAll('~', '\n');
    expect(ids(whole(`${file}${other}`))).toBe('ISA GS ST NM1 SE GE IEA ISA GS ST NM1 SE GE IEA');
  });

  test('begins at its ISA segment even if the one before it was not closed', () => {
    const other = file.replaceAll('*', '|').replaceAll('~', '!');
    expect(ids(whole(`${file.replace('IEA*1*000000042~', '')}${other}`))).toBe(
      'ISA GS ST NM1 SE GE ISA GS ST NM1 SE GE IEA',
    );
  });
});

describe('reading stops', () => {
  const limits = { ...usualLimits, segmentBytes: 200, elements: 20, segments: 6, fileBytes: 400 };
  test.each([
    ['at bytes that are no X12', 'hello', 'the file does not begin with an ISA segment (segment 1, byte 0)'],
    ['at half an ISA segment', isa.slice(0, 60), 'the ISA segment has less than 16 elements (segment 1, byte 0)'],
    [
      'at an ISA segment without its end',
      isa.slice(0, -1),
      'the ISA segment has no component separator or segment terminator (segment 1, byte 0)',
    ],
    [
      'where one character is used twice',
      isa.replace(':~', '~~'),
      'one character is used for two delimiters (segment 1, byte 0)',
    ],
    ['at a segment that is cut', `${isa}GS*HP`, 'the file ends within a segment (segment 2, byte 106)'],
    [
      'at a segment that is too long',
      `${isa}NTE*${'A'.repeat(200)}~`,
      'a segment is longer than the limit (segment 2, byte 106)',
    ],
    [
      'at a segment without end',
      `${isa}NTE*${'A'.repeat(300)}`,
      'a segment is longer than the limit (segment 2, byte 106)',
    ],
    [
      'at a segment of too many elements',
      `${isa}NTE${'*'.repeat(21)}~`,
      'a segment has more elements than the limit (segment 2, byte 106)',
    ],
    [
      'at one segment too many',
      `${isa}${'A~'.repeat(9)}`,
      'the file has more segments than the limit (segment 7, byte 116)',
    ],
    [
      'past the size of a file',
      `${isa}${`NTE*${'A'.repeat(150)}~`.repeat(3)}`,
      'the file is larger than the limit (segment 4, byte 416)',
    ],
    [
      'at what follows an interchange',
      `${file.slice(0, 0)}${isa}IEA*0*000000042~HELLO`,
      'something follows an IEA segment (segment 3, byte 122)',
    ],
  ])('%s, and says where', (_, text, last) => {
    expect(whole(text, limits).last).toBe(last);
  });

  test('at a segment without a terminator', () => {
    const tokenizer = new Tokenizer();
    tokenizer.push(bytesOf(isa));
    tokenizer.next();
    const piece = new Uint8Array(65_536).fill(0x41);
    const pauses = Array.from({ length: 40 }, () => {
      tokenizer.push(piece);
      return [tokenizer.next(), tokenizer.pause];
    });
    const stop = { reason: 'a segment is longer than the limit', segment: 2, offset: 106 };
    expect(pauses).toEqual([[undefined, 'more'], ...Array.from({ length: 39 }, () => [undefined, stop])]);
  });
});

test.each([1, 7, 1_000])(
  'a segment beyond two limits stops the reader because of its length, in pieces of %s',
  (size) => {
    const header =
      'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261101*0930*^*00501*000000016*0*T*:~';
    const bytes = bytesOf(`${header}CAS${'*1'.repeat(200)}~`);
    const tokenizer = new Tokenizer({ ...usualLimits, segmentBytes: 150, elements: 20 });
    for (let at = 0; at < bytes.length; at += size) {
      tokenizer.push(bytes.subarray(at, at + size));
      while (tokenizer.next());
    }
    expect(tokenizer.pause).toMatchObject({ reason: 'a segment is longer than the limit', segment: 2 });
  },
);
