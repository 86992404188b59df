import { expect, test } from '@jest/globals';
import { consume } from '../../fuzz/consume.ts';
import { FileChecker, acknowledge } from '../../x12/index.ts';

// Found by the property "byte may be another": an ST01 that swallowed its control number cannot be named in AK201.

const isa =
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261128*1200*^*00501*000000001*0*P*:~';
const set = (st: string, control: string) => `${st}~SE*2*${control}~`;
const bytes = new TextEncoder().encode(
  [
    isa,
    'GS*HC*SENDER*RECEIVER*20261128*1200*1*X*005010X222A1~',
    set('ST*837*0001*005010X222A1', '0001'),
    set('ST*0002 005010X222A1', '0002'),
    'GE*2*1~IEA*1*000000001~',
  ].join(''),
);

test('a set that cannot be named is counted as received and rejected, and the answer is valid', () => {
  const checker = new FileChecker();
  checker.push(bytes);
  const [interchange] = checker.end().interchanges;
  const group = interchange?.groups[0];
  const answer = group && acknowledge(group);
  expect(answer?.verdict).toMatchObject({ included: 2, received: 2 });
  expect(answer?.sets?.map((one) => one.set.set)).toEqual(['837']);
  consume(bytes);
});
