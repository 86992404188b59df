import { describe, expect, test } from '@jest/globals';
import { check, guides, write835, write837P } from '../../x12/index.ts';
import { aRemittance835, anInterchange, fileOf, setOf, someClaims, textOf, written } from './builders.ts';

// Each content rule of a guide is broken once; the finding has the right place, and there is no other finding.

type Segments = readonly string[];
type Edit = (segments: Segments) => Segments;

const segmentsOf = (bytes: Uint8Array): Segments => textOf(bytes).split('~').slice(3, -4);
const plain837P = segmentsOf(written(anInterchange([write837P(someClaims(), '0001')])));
const plain835 = segmentsOf(written(anInterchange([write835(aRemittance835(), '0001')])));

const faults = (name: '837p' | '835', segments: Segments): readonly string[] =>
  check(setOf(fileOf(guides[name].set, guides[name].version, segments))).map(
    ({ severity, rule, loop, segment, element, component }) =>
      [severity === 'warning' ? '?' : '', rule, loop, segment, element, component]
        .filter((part) => part !== undefined && part !== '')
        .join(' '),
  );

const change =
  (...pairs: readonly (readonly [string, string])[]): Edit =>
  (segments) =>
    pairs.reduce<Segments>((all, [from, to]) => {
      if (!all.some((one) => one.includes(from))) throw new Error(`no segment holds ${from}`);
      return all.map((one) => one.replace(from, to));
    }, segments);
const after =
  (start: string, ...more: Segments): Edit =>
  (segments) => {
    const at = segments.findIndex((one) => one.startsWith(start));
    if (at < 0) throw new Error(`no segment begins with ${start}`);
    return segments.toSpliced(at + 1, 0, ...more);
  };
const without =
  (start: string): Edit =>
  (segments) =>
    segments.filter((one) => !one.startsWith(start));
const all =
  (...edits: readonly Edit[]): Edit =>
  (segments) =>
    edits.reduce((done, edit) => edit(done), segments);

const line = ['LX*2', 'SV1*HC:G0463*100*UN*1***1', 'DTP*472*D8*20260302'];
/** Another payer that paid before, for the claim and for its line. */
const secondary = all(
  change(['SBR*P', 'SBR*S']),
  after(
    'HI*',
    'SBR*P*18*******CI',
    'AMT*D*150',
    'OI***Y***Y',
    'NM1*IL*1*SAMPLE*TESTA****MI*X1',
    'NM1*PR*2*OTHER PAYER*****PI*OTHER',
  ),
  after('REF*6R', 'SVD*OTHER*150*HC:G0463**1', 'CAS*CO*45*50', 'DTP*573*D8*20260304'),
);

describe('a complete claim', () => {
  test('has no finding', () => expect(faults('837p', plain837P)).toEqual([]));
  test('to a second payer has no finding', () => expect(faults('837p', secondary(plain837P))).toEqual([]));
});

describe('a claim has one finding', () => {
  const cases: readonly (readonly [string, Edit, Segments])[] = [
    ['a letter with an accent', change(['SAMPLE', 'S\u00c1MPLE']), ['element.characters 2010BA NM1 3']],
    [
      'a control character',
      change(['18 ELM ST', '18\tELM ST']),
      ['element.characters 2010AA N3 1', 'element.characters 2010BA N3 1'],
    ],
    ['a sum', change(['CLM*V88121A7K2*200', 'CLM*V88121A7K2*200.01']), ['balance.claim 2300 CLM 2']],
    [
      'a place of service',
      change(['11:B:1', '10:B:1'], ['10:B:1', '77:B:1']),
      ['place-of-service.unknown 2300 CLM 5 1'],
    ],
    ['a frequency', change(['11:B:1', '11:B:?']), ['frequency.reference 2300 CLM 5 3']],
    [
      'a negative charge',
      change(['CLM*V88121A7K2*200', 'CLM*V88121A7K2*-200'], ['G0463*200', 'G0463*-200']),
      ['amount.negative 2300 CLM 2', 'amount.negative 2400 SV1 2'],
    ],
    ['a birth in the future', change(['19840309', '20990309']), ['date.future 2010BA DMG 2']],
    ['a service in the future', change(['20260302', '20990302']), ['date.future 2400 DTP 3']],
    ['an onset in the future', after('CLM', 'DTP*431*D8*20990302'), ['date.future 2300 DTP 3']],
    ['an X-ray in the future', after('DTP*472', 'DTP*455*D8*20260306'), ['date.future 2400 DTP 3']],
    ['a test in the future', after('DTP*472', 'DTP*738*D8*20260306'), ['date.future 2400 DTP 3']],
    ['a procedure code that is too short', change(['HC:G0463', 'HC:XX']), ['procedure.form 2400 SV1 1 2']],
    [
      'a country code of three letters',
      change(['NJ*086081234', 'NJ*086081234*USA']),
      ['element.too-long 2010AA N4 4', 'element.too-long 2010BA N4 4'],
    ],
    ['a bad date, and not for its qualifier', change(['D8*20260302', 'D8*20261302']), ['element.date 2400 DTP 3']],
    ['a reference without a value', change(['REF*6R*1', 'REF*6R']), ['element.missing 2400 REF 2']],
    ['a replacement of nothing', change(['11:B:1', '11:B:7']), ['frequency.reference 2300 REF']],
    ['a void of nothing', change(['11:B:1', '11:B:8']), ['frequency.reference 2300 REF']],
    ['a diagnosis with a dot', change(['J4540', 'J45.40']), ['diagnosis.form 2300 HI 1 2']],
    ['a diagnosis twice', change(['J4540', 'J4540*ABF:J4540']), ['diagnosis.form 2300 HI 2 2']],
    ['two principal diagnoses', change(['J4540', 'J4540*ABK:I10']), ['element.code 2300 HI 2 1']],
    ['ICD-9 of late', change(['ABK:J4540', 'BK:49390']), ['element.code 2300 HI 1 1']],
    ['a day told twice', after('CLM', 'DTP*454*D8*20260101', 'DTP*454*D8*20260102'), ['segment.too-many 2300 DTP']],
    ['an inpatient without admission', change(['11:B:1', '21:B:1']), ['? situation.required 2300 DTP']],
    [
      'a long control number',
      change(['CLM*V88121A7K2', 'CLM*V88121A7K2V88121A7K2X']),
      ['? element.too-long 2300 CLM 1'],
    ],
    ['who refers out of place', after('HI', 'NM1*P3*1*CARE'), ['segment.order 2310A NM1']],
    ['an accident without its day', change(['*Y*A*Y*Y', '*Y*A*Y*Y**OA']), ['situation.required 2300 DTP']],
    [
      'an accident on no road',
      all(change(['*Y*A*Y*Y', '*Y*A*Y*Y**AA']), after('CLM', 'DTP*439*D8*20260301')),
      ['situation.required 2300 CLM 11 4'],
    ],
    [
      'an ambulance from nowhere',
      after('CLM', 'CR1*LB*155**A*DH*12'),
      ['situation.required 2310E NM1', 'situation.required 2310F NM1'],
    ],
    ['an attachment without number', after('CLM', 'PWK*OZ*BM'), ['situation.required 2300 PWK 6']],
    [
      'two lines of one number',
      all(change(['CLM*V88121A7K2*200', 'CLM*V88121A7K2*300']), after('REF*6R', ...line, 'REF*6R*1')),
      ['line.repeated 2400 LX'],
    ],
    ['a line number', change(['LX*1', 'LX*2']), ['line.number 2400 LX 1']],
    ['a pointer to nothing', change(['UN*1***1', 'UN*1***1:2']), ['diagnosis.pointer 2400 SV1 7 2']],
    ['a pointer twice', change(['UN*1***1', 'UN*1***1:1']), ['diagnosis.pointer 2400 SV1 7 2']],
    ['a place of a line', change(['UN*1***1', 'UN*1*77**1']), ['place-of-service.unknown 2400 SV1 5']],
    ['nothing done', change(['UN*1***1', 'UN*0***1']), ['? element.type 2400 SV1 4']],
    ['a period backwards', change(['D8*20260302', 'RD8*20260303-20260302']), ['date.order 2400 DTP 3']],
    ['a drug code', after('REF*6R', 'LIN**N4*0001', 'CTP****1*ML'), ['element.type 2410 LIN 3']],
    ['an NPI', change(['1999999984', '1999999985']), ['npi.check-digit 2010AA NM1 9']],
    ['no NPI', change(['*****XX*1999999984', '']), ['? situation.required 2010AA NM1 9']],
    ['a tax id', change(['REF*EI*123456789', 'REF*EI*12-3456789']), ['tax-id.form 2010AA REF 2']],
    [
      'no state',
      change(['N4*TRENTON*NJ*086081234', 'N4*TRENTON**086081234']),
      ['situation.required 2010AA N4 2', 'situation.required 2010BA N4 2'],
    ],
    ['a short ZIP code', change(['NJ*086081234', 'NJ*08608']), ['? situation.required 2010AA N4 3']],
    ['a post box', change(['18 ELM ST', 'PO BOX 18']), ['? situation.not-used 2010AA N3 1']],
    ['an extension of nothing', change(['TE*6095550142', 'EX*1']), ['element.code 1000A PER 3']],
    ['a patient who is not himself', change(['SBR*P*18', 'SBR*P*']), ['situation.required 2000B SBR 2']],
    ['a patient without birth', without('DMG'), ['situation.required 2010BA DMG']],
    ['a person without number', change(['****MI*W123456789', '']), ['situation.required 2010BA NM1 9']],
    ['a qualifier without its number', change(['****MI*W123456789', '****MI']), ['element.incomplete 2010BA NM1 9']],
    ['no diagnosis', without('HI'), ['segment.missing 2300 HI']],
    ['no kind of insurance', change(['SBR*P*18*******CI', 'SBR*P*18']), ['situation.required 2000B SBR 9']],
    ['nobody to treat', (segments) => segments.slice(0, -6), ['situation.required 2300 CLM']],
    ['levels that are not there', change(['HL*2*1*22*0', 'HL*2*1*22*1']), ['hierarchy.children 2000B HL 4']],
    ['a level out of count', change(['HL*2*1*22*0', 'HL*3*1*22*0']), ['hierarchy.number 2000B HL 1']],
    ['a level of another', change(['HL*2*1*22*0', 'HL*2*2*22*0']), ['hierarchy.parent 2000B HL 2']],
  ];
  test.each(cases)('for %s', (_, edit, expected) => expect(faults('837p', edit(plain837P))).toEqual(expected));
});

describe('a claim to a second payer has one finding', () => {
  const cases: readonly (readonly [string, Edit, Segments])[] = [
    [
      'a sum of the line',
      change(['CAS*CO*45*50', 'CAS*CO*45*40']),
      ['balance.claim 2320 AMT 2', 'balance.line 2430 SVD 2'],
    ],
    ['a decision in the future', change(['20260304', '20260306']), ['date.future 2430 DTP 3']],
    ['a late decision about it', after('NM1*PR*2*OTHER', 'DTP*573*D8*20260306'), ['date.future 2330B DTP 3']],
    ['a sum of the claim', change(['AMT*D*150', 'AMT*D*140']), ['balance.claim 2320 AMT 2']],
    [
      'a payer that it does not name',
      change(['SVD*OTHER', 'SVD*ELSE']),
      ['balance.claim 2320 AMT 2', 'situation.required 2330B DTP', 'situation.required 2430 SVD 1'],
    ],
    ['a line decision without the amount paid for the claim', without('AMT*D'), ['situation.required 2320 AMT']],
    ['a place that does not exist', change(['SBR*S*18', 'SBR*s*18']), ['element.code 2000B SBR 1']],
    ['a place that is taken', change(['SBR*P*18', 'SBR*S*18']), ['element.code 2320 SBR 1']],
    [
      'Medicare that says not why',
      change(['SBR*S*18*******CI', 'SBR*S*18*******MB']),
      ['situation.required 2000B SBR 5'],
    ],
  ];
  test.each(cases)('for %s', (_, edit, expected) =>
    expect(faults('837p', edit(secondary(plain837P)))).toEqual(expected),
  );

  test('or none when the payer unbundled a line into two that balance together', () => {
    const unbundled = all(
      change(['SVD*OTHER*150', 'SVD*OTHER*100'], ['CAS*CO*45*50', 'CAS*CO*45*30']),
      after('DTP*573', 'SVD*OTHER*50*HC:G0463**1', 'CAS*CO*45*20', 'DTP*573*D8*20260304'),
    );
    expect(faults('837p', unbundled(secondary(plain837P)))).toEqual([]);
  });

  test('for no word on the first', () => {
    expect(faults('837p', change(['SBR*P*18', 'SBR*S*18'])(plain837P))).toEqual(['situation.required 2320 SBR']);
  });
});

describe('a remittance has one finding', () => {
  const cases: readonly (readonly [string, Edit, Segments])[] = [
    ['a line', change(['CAS*CO*45*40', 'CAS*CO*45*39']), ['balance.claim 2100 CLP 4', 'balance.line 2110 SVC 3']],
    [
      'a claim',
      change(['CLP*V88121A7K2*1*200*160', 'CLP*V88121A7K2*1*200*150']),
      ['balance.payment 835 BPR 2', 'balance.claim 2100 CLP 4'],
    ],
    ['the payment', change(['BPR*I*160', 'BPR*I*160.01']), ['balance.payment 835 BPR 2']],
    [
      'what is withheld',
      (segments) => [...segments, 'PLB*1999999984*20261231*WO:P1*10'],
      ['balance.payment 835 BPR 2'],
    ],
    ['money by no way', change(['*C*CHK', '*C*NON']), ['element.code 835 BPR 4']],
    [
      'a transfer without accounts',
      change(['*C*CHK', '*C*ACH']),
      ['7', '9', '13', '15'].map((element) => `situation.required 835 BPR ${element}`),
    ],
    [
      'another originator of the payment',
      change(['*CHK************', '*CHK******1888888888******']),
      ['? element.code 835 TRN 3'],
    ],
    [
      'a second production date within a line',
      all(after('TRN', 'DTM*405*20260301'), after('DTM*472', 'DTM*405*20260301')),
      ['segment.too-many 2110 DTM'],
    ],
    ['an older group', change(['CAS*CO', 'CAS*CR']), ['element.code 2110 CAS 1']],
    [
      'a negative payment',
      all(change(['BPR*I*160*C', 'BPR*I*-40*D']), (segments) => [...segments, 'PLB*1999999984*20261231*WO:P1*200']),
      ['amount.negative 835 BPR 2'],
    ],
    [
      'a patient responsibility without PR adjustments',
      change(['*200*160**12', '*200*160*10*12']),
      ['balance.patient 2100 CLP 5'],
    ],
    [
      'PR adjustments without a patient responsibility',
      change(['CAS*CO*45*40', 'CAS*PR*1*40']),
      ['? situation.required 2100 CLP 5'],
    ],
    [
      'an unknown provider adjustment',
      (segments) => [...segments, 'PLB*1999999984*20261231*QQ:P1*0'],
      ['code.unknown PLB PLB 3 1'],
    ],
    ['a header without claims', after('REF*6R', 'LX*2'), ['situation.required 2100 CLP']],
    ['a line without a date', without('DTM*472'), ['situation.required 2110 DTM']],
  ];
  test('has none when nothing is wrong', () => expect(faults('835', plain835)).toEqual([]));
  test.each(cases)('for %s', (_, edit, expected) => expect(faults('835', edit(plain835))).toEqual(expected));
});

const isStreet = (segment: string): boolean => segment.startsWith('N3*');

describe('a missing segment is placed where it should stand', () => {
  const paidClaim = all(
    secondary,
    without('SVD'),
    without('CAS'),
    without('DTP*573'),
    after('SBR*S*18', 'CAS*CO*45*50'),
  );
  const cases: readonly (readonly [string, '837p' | '835', Edit, string, string])[] = [
    ['an accident date', '837p', change(['*Y*A*Y*Y', '*Y*A*Y*Y**OA']), 'DTP', 'HI*'],
    [
      'an accident date behind another date',
      '837p',
      all(change(['*Y*A*Y*Y', '*Y*A*Y*Y**OA']), after('CLM', 'DTP*431*D8*20260101')),
      ...(['DTP', 'HI*'] as const),
    ],
    ['a payer claim control number', '837p', change(['11:B:1', '11:B:7']), 'REF', 'HI*'],
    ['an amount that another payer paid', '837p', all(secondary, without('AMT*D')), 'AMT', 'OI*'],
    ['an adjudication date', '837p', paidClaim, 'DTP', 'LX*1'],
    ['an address of the subscriber', '837p', (all) => all.toSpliced(all.findLastIndex(isStreet), 1), 'N3', 'N4*'],
    ['a birth date of the subscriber', '837p', without('DMG'), 'DMG', 'NM1*PR'],
    ['a drop-off location', '837p', after('CLM', 'CR1*LB*155**A*DH*12'), 'NM1', 'LX*1'],
    ['a date of a remitted line', '835', without('DTM*472'), 'DTM', 'CAS*'],
    ['a claim payment', '835', (all) => all.toSpliced(8, 0, 'LX*1'), 'CLP', 'LX*1'],
  ];

  test.each(cases)('%s', (_, name, edit, missing, before) => {
    const segments = edit(name === '835' ? plain835 : plain837P);
    const found = check(setOf(fileOf(guides[name].set, guides[name].version, segments)));
    const { position = 0 } = found.find(({ segment, element }) => segment === missing && element === undefined) ?? {};
    expect([found, segments[position - 2]]).toEqual([
      expect.anything(),
      expect.stringMatching(`^${before.replace('*', '[*]')}`),
    ]);
  });
});
