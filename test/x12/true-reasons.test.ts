import { describe, expect, test } from '@jest/globals';
import { envelopeFindings, placeOf, read835, readInterchanges, write835 } from '../../x12/index.ts';
import { anInterchange, aRemittance835, setOf, textOf, written } from './builders.ts';

// A message says what is really wrong.

const text = textOf(written(anInterchange([write835(aRemittance835(), '0001')])));

test.each(['~~', '~*A~', '~b@d*1~'])(
  'a segment %j between the sets is named as a segment without a known name',
  (stray) => {
    const result = readInterchanges(Buffer.from(text.replace('~GE*', `${stray}GE*`), 'latin1'));
    const [finding] = result.interchanges.flatMap(envelopeFindings).filter(({ rule }) => rule === 'envelope.stray');
    expect(finding && `${placeOf(finding)} ${finding.message}`).toBe(
      'a segment without a known name is not allowed here',
    );
  },
);

describe('an amount that cannot be read', () => {
  test.each([
    ['90071992547389.93', 'is too large: an amount has at most ten digits'],
    ['-99999999999999', 'is too large: an amount has at most ten digits'],
    ['99999999999999.', 'is too large: an amount has at most ten digits'],
    ['99999999999999.123', 'is not an amount with at most two decimals'],
    ['80.005', 'is not an amount with at most two decimals'],
    ['8E1', 'is not an amount with at most two decimals'],
    ['x99999999999999', 'is not an amount with at most two decimals'],
  ])('%s', (amount, message) => {
    const { findings } = read835(setOf(Buffer.from(text.replace(/BPR\*I\*[\d.]+\*/, `BPR*I*${amount}*`), 'latin1')));
    const found = findings.filter(({ segment }) => segment === 'BPR').map((finding) => finding.message);
    expect(found).toEqual([expect.stringContaining(message)]);
  });
});
