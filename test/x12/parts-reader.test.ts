import { expect, test } from '@jest/globals';
import { type ClaimPayment835, claimPayments835, read835, type ReadPart } from '../../x12/index.ts';
import { fileOf, setOf } from './builders.ts';

// An 835 that is read segment by segment, without keeping its claim payments.

const set = setOf(
  fileOf('835', '005010X221A1', [
    'BPR*I*160*C*CHK************20260320',
    'TRN*1*T1*1999999999',
    'N1*PR*PAYER',
    'N3*1 WAY',
    'N4*TRENTON*NJ*08608',
    'PER*BL*EDI*TE*8005550100',
    'N1*PE*CLINIC*XX*1999999984',
    'LX*1',
    'CLP*A1*1*100*80**12*P1*11*1',
    'NM1*QC*1*SAMPLE*TESTA****MI*W1',
    'SVC*HC:G0463*100*80',
    'CAS*CO*45*20',
    'CLP*A2*1*100*8O**12*P2*11*1',
    'NM1*QC*1*SAMPLE*TESTA****MI*W1',
    'SVC*HC:G0463*100*80',
    'LX*2',
    'ZZZ*1',
    'CLP*A3*1*100*80**12*P3*11*1',
    'NM1*QC*1*SAMPLE*TESTA****MI*W1',
    'PLB*1999999984*20261231*L6:R1*0',
  ]),
);

test('each claim payment is given with its place and its findings, and the rest is the value', () => {
  const parts: ReadPart<ClaimPayment835>[] = [];
  const reader = claimPayments835(set.delimiters, (part) => parts.push(part));
  for (const segment of set.segments.slice(1, -1)) reader.take(segment);
  const read = reader.end();
  expect(
    parts.map(({ position, segments, isWhole, findings }) => ({
      position,
      segments,
      isWhole,
      rules: findings.map((one) => `${one.segment}${one.element ?? ''} ${one.position}`),
    })),
  ).toEqual([
    { position: 10, segments: 4, isWhole: true, rules: [] },
    { position: 14, segments: 3, isWhole: false, rules: ['CLP4 14'] },
    { position: 19, segments: 2, isWhole: true, rules: [] },
  ]);
  expect(read).toMatchObject({ kind: 'read', findings: [{ rule: 'segment.unknown', position: 18 }] });
  if (read.kind === 'faulty') throw new Error('faulty');
  expect(read.value.headers?.map(({ claims }) => claims)).toEqual([undefined, undefined]);
  expect(read.value.providerAdjustments).toHaveLength(1);
});

test('a claim payment has the value that it has in a whole set', () => {
  const parts: ReadPart<ClaimPayment835>[] = [];
  const whole = setOf(
    fileOf(
      '835',
      '005010X221A1',
      set.segments.slice(1, 13).map(({ elements }) => elements.join('*')),
    ),
  );
  const reader = claimPayments835(whole.delimiters, (part) => parts.push(part));
  for (const segment of whole.segments.slice(1, -1)) reader.take(segment);
  reader.end();
  const read = read835(whole);
  if (read.kind === 'faulty') throw new Error('faulty');
  expect(parts.map(({ value }) => value)).toEqual(read.value.headers?.[0]?.claims);
});

test('what a set lacks outside its claim payments makes it faulty', () => {
  const reader = claimPayments835(set.delimiters, () => undefined);
  for (const segment of set.segments.slice(2, -1)) reader.take(segment);
  expect(reader.end()).toMatchObject({ kind: 'faulty' });
});
