import { describe, expect, test } from '@jest/globals';
import { envelopeFindings, readInterchanges, write835, writeInterchange } from '../../x12/index.ts';
import { anInterchange, aRemittance835, bytesOf, readOne, textOf, written } from './builders.ts';

// Envelopes are written exactly, are read with any delimiters, and their counts are checked.

const file = (): string => textOf(written(anInterchange([write835(aRemittance835(), '0001')])));

describe('an interchange that is written', () => {
  test('begins with an ISA segment of 106 characters and has the right counts', () => {
    const text = file();
    expect(text.slice(0, 106)).toBe(
      'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260305*1200*^*00501*000000042*0*T*:~',
    );
    expect(text.split('~').slice(1, 3)).toEqual([
      'GS*HP*SENDER*RECEIVER*20260305*1200*7*X*005010X221A1',
      'ST*835*0001',
    ]);
    expect(text.split('~').slice(-4)).toEqual(['SE*16*0001', 'GE*1*7', 'IEA*1*000000042', '']);
  });

  test('is the same for the same input', () => {
    expect(file()).toBe(file());
  });

  test.each([
    ['a sender id of 16 characters', { senderId: 'S'.repeat(16) }, 6, 'element.too-long'],
    ['a receiver id that holds a delimiter', { receiverId: 'A*B' }, 8, 'element.characters'],
    ['a day that is none', { on: '2026-02-30' }, 9, 'element.date'],
    ['an hour that is none', { at: '2460' }, 10, 'element.time'],
    ['a control number of ten digits', { control: 1_000_000_000 }, 13, 'element.too-long'],
    ['a control number below zero', { control: -1 }, 13, 'element.type'],
  ])('is refused with %s', (_, change, element, rule) => {
    const result = writeInterchange(anInterchange([], change));
    expect(result.kind === 'refused' && result.findings).toContainEqual(
      expect.objectContaining({ segment: 'ISA', element, rule }),
    );
  });

  test('is refused when two delimiters are the same', () => {
    const delimiters = { element: '*', component: ':', repetition: ':', terminator: '~' };
    expect(writeInterchange(anInterchange([], { delimiters })).kind).toBe('refused');
  });

  test('contains a TA1 without any group', () => {
    const acknowledgment = { control: '000000042', date: '260305', time: '1200', code: 'R', noteCode: '025' };
    const interchange = readOne(written(anInterchange([], { groups: [], acknowledgments: [acknowledgment] })));
    expect(interchange.acknowledgments).toEqual([acknowledgment]);
    expect(interchange.groups).toEqual([]);
  });
});

describe('the end of a file', () => {
  const whole = textOf(written(anInterchange([write835(aRemittance835(), '0001')])));
  const rulesOf = (text: string): readonly string[] =>
    envelopeFindings(readOne(bytesOf(text))).map(({ rule, segment }) => `${rule} ${segment}`);

  test('may have white space', () => {
    for (const end of ['\n\n', '\r\n', ' \t']) expect(rulesOf(whole + end)).toEqual([]);
  });

  test.each([
    ['Ctrl-Z', '\u001a'],
    ['Ctrl-Z', '\r\n\u001a\n'],
    ['NUL', '\0\0'],
  ])('with a %s character is a warning, and the file is read', (name, end) => {
    const findings = envelopeFindings(readOne(bytesOf(whole + end)));
    expect(findings).toEqual([
      {
        severity: 'warning',
        rule: 'envelope.filler',
        segment: 'IEA',
        position: expect.any(Number),
        message: `is followed by a ${name} character`,
      },
    ]);
  });

  test('without a terminator is a finding, and the file is read', () => {
    for (const end of ['', '\n']) expect(rulesOf(whole.slice(0, -1) + end)).toEqual(['envelope.terminator IEA']);
    expect(rulesOf(`${whole.slice(0, -1)}\u001a`)).toEqual(['envelope.terminator IEA', 'envelope.filler IEA']);
  });

  test('within an earlier segment makes the file unreadable', () => {
    expect(readInterchanges(bytesOf(whole.slice(0, whole.indexOf('IEA') - 2)))).toMatchObject({
      kind: 'unreadable',
      reason: 'the file ends within a segment',
    });
  });
});

describe('a fault of an envelope', () => {
  const whole = textOf(written(anInterchange([write835(aRemittance835(), '0001')])));
  test.each([
    ['for one character as two separators', '*^*00501', '*:*00501', 'envelope.header ISA 11'],
    ['for an older version around 005010', '*^*00501', '*U*00401', 'envelope.version GS 8'],
    ['for a set of another group', 'GS*HP', 'GS*HC', 'envelope.functional-id ST 1'],
    ['for the date of a TA1', 'GS*HP', 'TA1*000000001*261305*1200*A*000~GS*HP', 'element.date TA1 2'],
    ['for the note code of a TA1', 'GS*HP', 'TA1*000000001*260305*1200*R*099~GS*HP', 'element.code TA1 5'],
    ['for a short number in a TA1', 'GS*HP', 'TA1*1*260305*1200*A*000~GS*HP', 'element.too-short TA1 1'],
    ['for a TA1 with errors and no code', 'GS*HP', 'TA1*000000001*260305*1200*E*000~GS*HP', 'element.code TA1 5'],
    ['for an accepting TA1 with a fault', 'GS*HP', 'TA1*000000001*260305*1200*A*022~GS*HP', 'element.code TA1 5'],
  ])('%s', (_, from, to, expected) => {
    const found = envelopeFindings(readOne(bytesOf(whole.replace(from, to))));
    expect(found.map(({ rule, segment, element }) => `${rule} ${segment} ${element}`)).toEqual([expected]);
  });
});

describe('what is not X12', () => {
  test.each([
    ['UTF-16', '\u00ff\u00feI\0S\0A\0*\0', 'the file is in UTF-16; X12 needs one byte per character'],
    ['UTF-16 without a mark', '\0I\0S\0A\0*', 'the file is in UTF-16; X12 needs one byte per character'],
    ['EBCDIC', '\u00c9\u00e2\u00c1\\', 'the file is in EBCDIC; convert it to ASCII'],
    ['gzip', '\u001f\u008b\b\0', 'the file is compressed with gzip'],
  ])('is named: %s', (_, text, reason) => {
    expect(readInterchanges(bytesOf(text))).toMatchObject({ kind: 'unreadable', reason });
  });
});

describe('an interchange that is read', () => {
  test('has its sender, its receiver and its sets', () => {
    const interchange = readOne(bytesOf(file()));
    expect(interchange).toMatchObject({ senderId: 'SENDER', receiverId: 'RECEIVER', control: '000000042', usage: 'T' });
    expect(interchange.groups[0]).toMatchObject({ functionalId: 'HP', control: '7' });
    expect(interchange.groups[0]?.sets[0]).toMatchObject({ set: '835', guide: '005010X221A1', control: '0001' });
    expect(envelopeFindings(interchange)).toEqual([]);
  });

  test.each([
    ['line ends after each segment', (text: string) => text.replaceAll('~', '~\r\n')],
    ['indentation', (text: string) => text.replaceAll('~', '~\n   ')],
    ['a byte order mark', (text: string) => `\u00EF\u00BB\u00BF${text}`],
    ['an ISA segment that is not padded', (text: string) => text.replace(/ +\*/g, '*')],
    ['line ends for terminators', (text: string) => text.replaceAll('~', '\n')],
  ])('may have %s', (_, change) => {
    expect(readOne(bytesOf(change(file()))).groups[0]?.sets[0]?.segments).toHaveLength(16);
  });

  test('may use other delimiters in each interchange of one file', () => {
    const other = { element: '|', component: '^', repetition: '}', terminator: '\n' };
    const second = textOf(written(anInterchange([write835(aRemittance835(), '0002')], { delimiters: other })));
    const result = readInterchanges(bytesOf(file() + second));
    expect(result.interchanges.map(({ delimiters }) => delimiters.element)).toEqual(['*', '|']);
    expect(result.kind).toBe('read');
  });

  test.each([
    ['SE01', 'SE*16*', 'SE*17*', 'envelope.count'],
    ['SE02', 'SE*16*0001', 'SE*16*0002', 'envelope.control'],
    ['GE01', 'GE*1*7', 'GE*2*7', 'envelope.count'],
    ['GE02', 'GE*1*7', 'GE*1*8', 'envelope.control'],
    ['IEA01', 'IEA*1*', 'IEA*2*', 'envelope.count'],
    ['IEA02', 'IEA*1*000000042', 'IEA*1*000000043', 'envelope.control'],
  ])('has a finding when %s does not agree', (_, right, wrong, rule) => {
    const findings = envelopeFindings(readOne(bytesOf(file().replace(right, wrong))));
    expect(findings.map((finding) => finding.rule)).toEqual([rule]);
  });

  test('has a finding for a group without a transaction set', () => {
    const empty = file()
      .replace(/ST\*.*SE\*16\*0001~/s, '')
      .replace('GE*1*7', 'GE*0*7');
    expect(envelopeFindings(readOne(bytesOf(empty)))).toEqual([
      expect.objectContaining({ rule: 'envelope.count', segment: 'GE', message: 'ends a group without a set' }),
    ]);
  });

  test.each([
    ['SE', 'SE*16*0001~', ['envelope.trailer']],
    ['GE', 'GE*1*7~', ['envelope.trailer']],
  ])('has a finding when its %s segment is missing', (_, trailer, rules) => {
    const findings = envelopeFindings(readOne(bytesOf(file().replace(trailer, ''))));
    expect(findings.map((finding) => finding.rule)).toEqual(rules);
  });

  test.each([
    ['nothing', () => '', 'the file is empty', 1],
    ['no ISA segment', (text: string) => text.slice(106), 'the file does not begin with an ISA segment', 1],
    ['a cut inside a segment', (text: string) => text.slice(0, 300), 'the file ends within a segment', 9],
    [
      'no IEA segment',
      (text: string) => text.slice(0, text.indexOf('IEA')),
      'the file ends before the IEA segment',
      20,
    ],
    ['text after its end', (text: string) => `${text}HELLO`, 'something follows an IEA segment', 21],
  ])('is unreadable with %s, and the place is named', (_, change, reason, segment) => {
    expect(readInterchanges(bytesOf(change(file())))).toMatchObject({ kind: 'unreadable', reason, segment });
  });
});
