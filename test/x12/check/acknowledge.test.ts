import { describe, expect, test } from '@jest/globals';
import {
  acknowledge,
  acknowledgeInterchange,
  answerTo,
  type CheckedInterchange,
  guides,
  read999,
  write837P,
  write999,
} from '../../../x12/index.ts';
import { dataElementAt } from '../../../x12/grammar/data-elements.ts';
import { anInterchange, bytesOf, checkedFile, setOf, someClaims, textOf, written } from '../builders.ts';

// A 999 reports what the check of a group found, and a TA1 reports faults of the envelope.

const group = {
  functionalId: 'HC',
  senderCode: 'SENDER',
  receiverCode: 'RECEIVER',
  control: 7,
  version: guides['837p'].version,
};
const claims = (): string =>
  textOf(
    written(
      anInterchange([], {
        groups: [{ ...group, sets: [write837P(someClaims(), '0001'), write837P(someClaims(), '0002')] }],
      }),
    ),
  );
const received = (change: (text: string) => string = (text) => text): CheckedInterchange => {
  const [interchange] = checkedFile(bytesOf(change(claims()))).interchanges;
  if (!interchange) throw new Error('the file holds no interchange');
  return interchange;
};
const answer = (change?: (text: string) => string) => {
  const [first] = received(change).groups;
  if (!first) throw new Error('the file holds no group');
  return acknowledge(first);
};

describe('a 999 for claims', () => {
  test('accepts what the guide allows', () => {
    const { group: about, sets, verdict } = answer();
    expect(about).toEqual({ functionalId: 'HC', control: 7, version: '005010X222A1' });
    expect(sets?.map((set) => [set.set.control, set.verdict.code, set.faults])).toEqual([
      ['0001', 'A', []],
      ['0002', 'A', []],
    ]);
    expect(verdict).toEqual({ code: 'A', included: 2, received: 2, accepted: 2 });
  });

  test('gives the reason why a missing segment is required', () => {
    const { sets } = answer((text) => text.replace('*Y*A*Y*Y~', '*Y*A*Y*Y**OA~'));
    expect(sets?.[0]?.faults).toMatchObject([
      {
        segment: { id: 'DTP', loop: '2300', code: 'I6' },
        triggers: [{ segment: 'CLM', position: 18, loop: '2300', place: { element: 11 } }],
      },
    ]);
  });

  test('gives the reason why a missing element is required', () => {
    const { sets } = answer((text) => text.replace('SBR*P*18*******CI', 'SBR*S*18*******MB'));
    expect(sets?.[0]?.faults?.[0]).toMatchObject({
      segment: { id: 'SBR', position: 12, loop: '2000', code: '8' },
      elements: [
        { element: { place: { element: 5 }, code: 'I9' }, triggers: [{ segment: 'SBR', place: { element: 1 } }] },
      ],
    });
  });

  test.each([
    [
      'an element past the last place that it can name',
      (text: string) => text.replace('LX*1~', `LX*1${'*'.repeat(120)}A~`),
    ],
    ['a claim whose number is no text', (text: string) => text.replace('CLM*V88121A7K2*200*', 'CLM*\u0001**')],
    ['a claim whose number X12 cannot carry', (text: string) => text.replace('CLM*V88121A7K2*200*', 'CLM*V\u00e9^1**')],
  ])('is written of %s', (_, change) => {
    const sets = [write999(answer(change), '0001')];
    const groups = [{ ...group, functionalId: 'FA', version: guides['999'].version, sets }];
    const bytes = written(anInterchange([], { characters: 'clean', groups }));
    expect(read999(setOf(bytes))).toMatchObject({ kind: 'read', findings: [] });
  });

  test('rejects only the set with a fault', () => {
    const { sets, verdict } = answer((text) => text.replace('CLM*V88121A7K2*200*', 'CLM*V88121A7K2**'));
    expect(sets?.[0]?.faults).toEqual([
      {
        segment: { id: 'CLM', position: 18, loop: '2300', code: '8' },
        businessUnit: { units: [{ name: 'CLM01', value: 'V88121A7K2' }] },
        elements: [{ element: { place: { element: 2 }, referenceNumber: 782, code: '1' } }],
      },
    ]);
    expect(sets?.map((set) => set.verdict)).toEqual([{ code: 'R', faults: ['I5'] }, { code: 'A' }]);
    expect(verdict).toEqual({ code: 'P', included: 2, received: 2, accepted: 1 });
  });

  test.each([
    ['a segment that is missing', (text: string) => text.replaceAll('N4*TRENTON*NJ*086081234~', ''), '3'],
    ['a segment from elsewhere', (text: string) => text.replaceAll('LX*1~', 'MIA*1~LX*1~'), '2'],
    ['an unknown code', (text: string) => text.replaceAll('DMG*D8*19840309*F', 'DMG*D8*19840309*Q'), '8'],
  ])('names %s by its code', (_, change, code) => {
    const { sets, verdict } = answer(change);
    expect(sets?.[0]?.faults?.map(({ segment }) => segment.code)).toContain(code);
    expect(verdict).toMatchObject({ code: 'R', accepted: 0 });
  });

  test('reports an unknown segment without its id', () => {
    const { sets } = answer((text) => text.replaceAll('LX*1~', 'ZZZ*1~LX*1~'));
    expect(sets?.[0]).toMatchObject({ faults: [], verdict: { code: 'R', faults: ['4', '5'] } });
  });

  test('rejects a set with an element that is not used', () => {
    const { sets } = answer((text) => text.replace('BHT*0019*00*B1*20260305*1200*CH', '$&*X'));
    expect(sets?.[0]?.verdict).toEqual({ code: 'R', faults: ['I5'] });
    expect(sets?.[0]?.faults?.[0]?.elements).toEqual([{ element: { place: { element: 7 }, code: 'I10' } }]);
  });

  test.each([
    ['an element', 'CLM', 2, undefined, 782],
    ['a component', 'CLM', 5, 3, 1325],
    ['a composite as a whole, which has none', 'CLM', 5, undefined, undefined],
    ['a component of a repeated composite', 'HI', 12, 2, 1271],
    ['a component past the last', 'CLM', 5, 4, undefined],
    ['a component of what has none', 'CLM', 2, 1, undefined],
    ['an element past the last', 'NM1', 13, undefined, undefined],
    ['a segment that is not known', 'ZZZ', 1, undefined, undefined],
  ])('tells the data element of %s', (_, segment, element, component, number) => {
    expect(dataElementAt(segment, element, component)).toBe(number);
  });

  test('can be written and read back', () => {
    const value = answer((text) => text.replaceAll('LX*1~', 'ZZZ*1~LX*1~').replaceAll('11:B:1', '11:B'));
    const read = read999(setOf(written(anInterchange([write999(value, '0001')]))));
    expect(read.kind === 'read' && read.value).toMatchObject(value);
  });
});

describe('a TA1', () => {
  test.each([
    ['accepts a sound envelope', (text: string) => text, 'A', '000'],
    [
      'rejects another control number',
      (text: string) => text.replace('IEA*1*000000042', 'IEA*1*000000043'),
      'R',
      '001',
    ],
    ['rejects a wrong count', (text: string) => text.replace('IEA*1*', 'IEA*2*'), 'R', '021'],
  ])('%s', (_, change, code, noteCode) => {
    expect(acknowledgeInterchange(received(change))).toMatchObject({ control: '000000042', code, noteCode });
  });
});

describe('the answer to an interchange', () => {
  const answered = (change: (text: string) => string) =>
    answerTo(received(change), { on: '2026-03-06', at: '0800', control: 1 });

  test('with a group that no 999 can name accepts the others, so that they are not sent again', () => {
    const purchase = 'GS*PO*S*R*20260305*1200*8*X*004010~ST*850*0001~BEG*00~SE*3*0001~GE*1*8~';
    const answer = answered((text) => text.replace('IEA*1*', `${purchase}IEA*2*`));
    expect(answer?.acknowledgments).toMatchObject([{ code: 'E', noteCode: '024' }]);
    expect(answer?.groups).toHaveLength(1);
  });

  test('of TA1 segments only does not exist, whatever they contain', () => {
    const only = (text: string): string =>
      `${text.slice(0, text.indexOf('~') + 1)}TA1*1*261399*0930*Q*000~IEA*0*000000042~`;
    expect(received(only).findings).not.toEqual([]);
    expect(answered(only)).toBeUndefined();
  });

  test('rejects a set that does not name its guide', () => {
    const { sets } = answer((text) => text.replace('ST*837*0001*005010X222A1', 'ST*837*0001'));
    expect(sets?.[0]?.faults).toMatchObject([
      { segment: { id: 'ST', code: '8' }, elements: [{ element: { code: '1' } }] },
    ]);
  });
});
