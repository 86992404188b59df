import { describe, expect, test } from '@jest/globals';
import {
  batchAnswers,
  claimAnswers,
  functionalAnswer,
  interchangeAnswer,
} from '../../../domain/edi/acknowledgments-from-x12.ts';
import { type ClaimAcknowledgment277, read277CA, read999, type ReadValue } from '../../../x12/index.ts';
import { fileOf, setOf } from '../../x12/builders.ts';

function valueOf<V>(read: ReadValue<V>): V {
  if (read.kind === 'faulty') throw new Error(JSON.stringify(read.findings));
  return read.value;
}

describe('a TA1', () => {
  const acknowledgment = { control: '42', date: '260305', time: '1200', noteCode: '000' };

  test.each([
    ['A', true],
    ['E', true],
    ['R', false],
  ])('with %s: accepted is %s', (code, isAccepted) => {
    expect(interchangeAnswer({ ...acknowledgment, code })).toMatchObject({ kind: 'interchange', isAccepted });
  });

  test('may omit the leading zeros of our control number', () => {
    expect(interchangeAnswer({ ...acknowledgment, code: 'A' }).interchangeControl).toBe('000000042');
  });
});

describe('a 999', () => {
  const answer = (...segments: readonly string[]) =>
    functionalAnswer(valueOf(read999(setOf(fileOf('999', '005010X231A1', ['AK1*HC*42', ...segments])))));

  test('that accepts has no faults', () => {
    expect(answer('AK2*837*0001', 'IK5*A', 'AK9*A*1*1*1')).toEqual({
      kind: 'functional',
      groupControl: '42',
      groupCode: 'A',
      sets: [{ setControl: '0001', isAccepted: true, faults: [] }],
    });
  });

  test('that accepts with errors is an acceptance', () => {
    expect(answer('AK2*837*0001', 'IK5*E', 'AK9*E*1*1*1').sets[0]?.isAccepted).toBe(true);
  });

  test('that rejects names segment, loop, element and codes', () => {
    const { sets } = answer(
      'AK2*837*0001',
      'IK3*PRV*30*2310*8',
      'IK4*3*127*1',
      'IK3*SE*50**3',
      'IK5*R*5',
      'AK9*R*1*1*0',
    );
    expect(sets).toEqual([
      {
        setControl: '0001',
        isAccepted: false,
        faults: [
          { segment: 'PRV', position: 30, loop: '2310', segmentErrorCode: '8', element: 3, elementErrorCode: '1' },
          { segment: 'SE', position: 50, segmentErrorCode: '3' },
        ],
      },
    ]);
  });
});

const head = [
  'BHT*0085*08*X1*20260305*1200*TH',
  'HL*1**20*1',
  'NM1*PR*2*PAYER*****PI*DEMO1',
  'TRN*1*X1',
  'DTP*050*D8*20260305',
  'DTP*009*D8*20260305',
  'HL*2*1*21*1',
  'NM1*41*2*CLINIC*****46*SENDER',
  'TRN*2*V88121A7K2-1',
];
const provider = ['HL*3*2*19*1', 'NM1*85*2*CLINIC*****XX*1999999984'];
const patient = ['HL*4*3*PT', 'NM1*QC*1*SAMPLE*TESTA****MI*W123456789', 'TRN*2*V88121A7K2'];
const value = (...segments: readonly string[]): ClaimAcknowledgment277 =>
  valueOf(read277CA(setOf(fileOf('277', '005010X214', [...head, ...segments]))));
const ofClaim = (...statuses: readonly string[]) =>
  claimAnswers(value('STC*A1:19:PR*20260305*WQ*200', ...provider, ...patient, ...statuses));

describe('a 277CA about a claim', () => {
  test('contains our number, the payer control number and its position', () => {
    expect(ofClaim('STC*A2:20:PR*20260305*WQ*200', 'REF*1K*ICN1')).toEqual([
      {
        kind: 'claim',
        position: 16,
        patientControlNumber: 'V88121A7K2',
        reference: 'V88121A7K2-1',
        payerControlNumber: 'ICN1',
        verdict: 'accepted',
        statuses: [{ category: 'A2', status: '20', entity: 'PR' }],
      },
    ]);
  });

  test.each([
    ['A0', 'received'],
    ['A1', 'received'],
    ['A2', 'accepted'],
    ['A3', 'rejected'],
    ['A4', 'rejected'],
    ['A5', 'received'],
    ['A6', 'rejected'],
    ['A7', 'rejected'],
    ['A8', 'rejected'],
  ])('with category %s: %s', (category, verdict) => {
    expect(ofClaim(`STC*${category}:20:PR*20260305*WQ*200`)[0]?.verdict).toBe(verdict);
  });

  test('is a rejection when any status rejects', () => {
    const [answer] = ofClaim('STC*A2:20*20260305*WQ*200', 'STC*A1:19*20260305*U*200******A7:164:IL');
    expect(answer?.verdict).toBe('rejected');
    expect(answer?.statuses).toContainEqual({ category: 'A7', status: '164', entity: 'IL' });
  });

  test('that is acknowledged and accepted is accepted', () => {
    expect(ofClaim('STC*A1:19*20260305*WQ*200', 'STC*A2:20*20260305*WQ*200')[0]?.verdict).toBe('accepted');
  });

  test('is a rejection when one line is rejected', () => {
    const line = ['SVC*HC:G0463*200*****1', 'STC*A7:454*20260305*U', 'REF*FJ*1'];
    expect(ofClaim('STC*A2:20*20260305*WQ*200', ...line)[0]?.verdict).toBe('rejected');
  });
});

describe('a 277CA that names no claim', () => {
  test('rejects the whole batch by our submission number', () => {
    expect(batchAnswers(value('STC*A3:24:41*20260305*U*200'))).toEqual([
      {
        kind: 'batch',
        position: 10,
        reference: 'V88121A7K2-1',
        verdict: 'rejected',
        statuses: [{ category: 'A3', status: '24', entity: '41' }],
      },
    ]);
  });

  test('may reject the claims of one provider', () => {
    const refused = value('STC*A1:19:PR*20260305*WQ*200', ...provider, 'TRN*1*0', 'STC*A8:496:85*20260305*U*200');
    expect(batchAnswers(refused)).toMatchObject([
      { kind: 'batch', position: 14, reference: 'V88121A7K2-1', providerId: '1999999984' },
    ]);
  });

  test('is ignored at batch level if the claims have answers', () => {
    const summed = value('STC*A3:24:41*20260305*U*200', ...provider, ...patient, 'STC*A7:164:IL*20260305*U*200');
    expect(batchAnswers(summed)).toEqual([]);
    expect(claimAnswers(summed)).toHaveLength(1);
  });
});
