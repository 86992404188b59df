import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cents } from '../../../domain/money.ts';
import type { RemittanceAdvice } from '../../../domain/remittance/remittance.ts';
import { read835, type Remittance835, write835 } from '../../../x12/index.ts';
import { anInterchange, aRemittance835, fileOf, setOf, written } from '../../x12/builders.ts';
import { outOfBalance, remittanceFrom835 } from '../remittance/advice.ts';
import { anAdjustment, aPayment, aReversal, aServicePayment } from '../builders.ts';

// Reads remittance advices exactly, and detects those that are out of balance.

function fromSet(set: ReturnType<typeof setOf>): RemittanceAdvice {
  const read = read835(set);
  if (read.kind === 'faulty') throw new Error(JSON.stringify(read.findings));
  return remittanceFrom835(read.value);
}
const advice = (value: Remittance835): RemittanceAdvice =>
  fromSet(setOf(written(anInterchange([write835(value, '0001')]))));

describe('a remittance advice', () => {
  test('names payer, payee, date, amount and trace number', () => {
    expect(advice(aRemittance835())).toMatchObject({
      traceNumber: 'T100',
      originatorId: '1999999999',
      payerName: 'DEMO PAYER',
      payeeId: '1999999984',
      paidOn: '2026-03-20',
      amountCents: 16_000,
      method: 'CHK',
    });
  });

  test('contains the payment of each line with our line number and its position', () => {
    expect(advice(aRemittance835()).claims).toEqual([
      {
        position: 10,
        patientControlNumber: 'V88121A7K2',
        statusCode: '1',
        chargeCents: 20_000,
        paidCents: 16_000,
        payerControlNumber: 'P1',
        patient: { lastName: 'SAMPLE' },
        adjustments: [],
        remarkCodes: [],
        services: [{ ...aServicePayment(), position: 12 }],
      },
    ]);
  });

  const lines = (...segments: readonly string[]) =>
    fromSet(
      setOf(
        fileOf('835', '005010X221A1', [
          'BPR*I*75*C*CHK************20260320',
          'TRN*1*T1*1999999999',
          'N1*PR*PAYER',
          'N3*1 WAY',
          'N4*TRENTON*NJ*08608',
          'PER*BL*EDI*TE*8005550100',
          'N1*PE*CLINIC*XX*1999999984',
          'LX*1',
          ...segments,
        ]),
      ),
    );

  test('reads all reasons of one CAS segment, and remark codes of claim and line', () => {
    const [claim] = lines(
      'CLP*A1*1*200*100*50*CI*P1',
      'CAS*OA*23*0',
      'MOA***MA01*N519',
      'SVC*HC:G0463:25*200*100',
      'CAS*PR*1*20**2*15**3*15',
      'CAS*CO*45*50',
      'LQ*HE*M62',
    ).claims;
    expect(claim?.remarkCodes).toEqual(['MA01', 'N519']);
    expect(claim?.adjustments).toEqual([anAdjustment('OA-23', 0)]);
    expect(claim?.services[0]).toMatchObject({ modifiers: ['25'], remarkCodes: ['M62'] });
    expect(claim?.services[0]?.adjustments).toEqual([
      anAdjustment('PR-1', 2000),
      anAdjustment('PR-2', 1500),
      anAdjustment('PR-3', 1500),
      anAdjustment('CO-45', 5000),
    ]);
  });

  test('reads whose payment it is, which one it reverses, and how the line was billed', () => {
    const [claim] = lines(
      'CLP*A1*22*-200*-100**CI*P2',
      'NM1*QC*1*SAMPLE*TESTA****MI*W1',
      'REF*EA*X',
      'REF*F8*P1',
      'DTM*232*20260302',
      'DTM*233*20260303',
      'AMT*AU*200',
      'AMT*I*-1.5',
      'SVC*HC:G0463*-200*-100**1*HC:99213:25*2',
      'DTM*151*20260303',
      'DTM*150*20260302',
      'CAS*CO*45*-100',
    ).claims;
    expect(claim).toMatchObject({
      originalControlNumber: 'P1',
      patient: { lastName: 'SAMPLE', firstName: 'TESTA', memberId: 'W1' },
      serviceFrom: '2026-03-02',
      serviceTo: '2026-03-03',
      interestCents: -150,
    });
    expect(claim?.services[0]).toMatchObject({
      units: 1,
      billedAs: { procedureCode: '99213', modifiers: ['25'] },
      billedUnits: 2,
      serviceDate: '2026-03-02',
    });
  });

  test('reads a reversal with its signs, and provider-level adjustments with their position', () => {
    const { claims, providerLevelAdjustments } = lines(
      'CLP*A1*22*-200*-160**CI*P1',
      'SVC*HC:G0463*-200*-160',
      'CAS*CO*45*-40',
      'CLP*A1*1*200*185**CI*P2',
      'SVC*HC:G0463*200*185',
      'CAS*CO*45*15',
      'PLB*1999999984*20261231*WO:P1*-60*L6*10',
    );
    expect(claims.map(({ statusCode, paidCents }) => [statusCode, paidCents])).toEqual([
      ['22', -16_000],
      ['1', 18_500],
    ]);
    const place = { position: 16, providerId: '1999999984' };
    expect(providerLevelAdjustments).toEqual([
      { ...place, reasonCode: 'WO', reference: 'P1', amountCents: -6000 },
      { ...place, reasonCode: 'L6', amountCents: 1000 },
    ]);
  });
});

/** A balanced remittance of these claims. */
function ofClaims(claims: RemittanceAdvice['claims'], change: Partial<RemittanceAdvice> = {}): RemittanceAdvice {
  const amountCents = cents(claims.reduce((total, { paidCents }) => total + paidCents, 0));
  return { ...advice(aRemittance835()), claims, amountCents, ...change };
}

describe('the balance of a remittance advice', () => {
  test('is zero for a paid claim and for its reversal', () => {
    expect(outOfBalance(ofClaims([aPayment(), aReversal(aPayment(), 20), aPayment()]))).toEqual([]);
  });

  test('includes claim-level adjustments and those of the lines', () => {
    const payment = aPayment({
      adjustments: [anAdjustment('CO-253', 320)],
      paidCents: cents(15_680),
    });
    expect(outOfBalance(ofClaims([payment]))).toEqual([]);
  });

  test('does not include CLP05, which restates the PR adjustments', () => {
    expect(outOfBalance(ofClaims([aPayment({ patientResponsibilityCents: cents(999) })]))).toEqual([]);
  });

  test('detects one cent in a line, in a claim and in the total', () => {
    const line = aServicePayment({ paidCents: cents(15_999) });
    expect(outOfBalance(ofClaims([aPayment({ services: [line] })]))).toEqual([
      { level: 'service', position: line.position, byCents: 1 },
    ]);
    expect(outOfBalance(ofClaims([aPayment({ paidCents: cents(16_001) })]))).toEqual([
      { level: 'claim', position: 9, byCents: -1 },
    ]);
    expect(outOfBalance(ofClaims([aPayment()], { amountCents: cents(15_999) }))).toEqual([{ remainder: -1 }]);
  });

  test('is out of balance, without an exception, if amounts add up to more than a safe integer', () => {
    const absurd = aPayment({ chargeCents: cents(9e15), paidCents: cents(-9e15) });
    const [first] = outOfBalance(ofClaims([absurd], { amountCents: cents(0) }));
    expect(first).toEqual({ level: 'claim', position: 9, byCents: Number.MAX_SAFE_INTEGER });
  });

  test('subtracts a positive provider-level adjustment from the payment', () => {
    const takeBack = { position: 20, providerId: '1', reasonCode: 'WO', amountCents: cents(1000) };
    const remittance = ofClaims([aPayment()], { providerLevelAdjustments: [takeBack], amountCents: cents(15_000) });
    expect(outOfBalance(remittance)).toEqual([]);
  });

  test('is zero for any charge if adjustments explain what is not paid', () => {
    const amounts = fc.array(fc.tuple(fc.nat(9_999_999), fc.nat(9_999_999)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(amounts, (pairs) => {
        const services = pairs.map(([paid, less]) =>
          aServicePayment({
            chargeCents: cents(paid + less),
            paidCents: cents(paid),
            adjustments: [anAdjustment('CO-45', less)],
          }),
        );
        const chargeCents = cents(services.reduce((total, line) => total + line.chargeCents, 0));
        const paidCents = cents(services.reduce((total, line) => total + line.paidCents, 0));
        return outOfBalance(ofClaims([aPayment({ chargeCents, paidCents, services })])).length === 0;
      }),
    );
  });
});
