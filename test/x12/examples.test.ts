import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { write835 } from '../../x12/index.ts';
import { aRemittance835, anInterchange, someClaims, textOf, written } from './builders.ts';
import { answersTo } from './examples/acknowledge.ts';
import { findingsIn } from './examples/check-837p.ts';
import { paymentsIn } from './examples/read-835.ts';
import { countClaims } from './examples/stream.ts';
import { fileWith } from './examples/write-837p.ts';

// The examples of x12/README.md do what it says, and the README shows their current code.

const remittance = written(anInterchange([write835(aRemittance835(), '0001')]));
const claims = fileWith(someClaims(), 7, '2026-03-05');

describe('the example', () => {
  test('reads payments from an 835', () => expect([...paymentsIn(remittance)]).toEqual([['V88121A7K2', 16_000]]));

  test('checks an 837P', () => {
    expect(findingsIn(claims)).toEqual([]);
    const unbalanced = Buffer.from(textOf(claims).replace('CLM*V88121A7K2*200', 'CLM*V88121A7K2*201'));
    expect(findingsIn(unbalanced)).toEqual(['CLM02 in loop 2300: is not the sum of the line charges (SV102)']);
  });

  test('writes an 837P, or says what is missing', () => {
    expect(textOf(claims)).toContain('~GS*HC*CLINIC*PAYER*20260305*');
    const { submitter, ...rest } = someClaims();
    const nameless = { ...rest, submitter: { ...submitter, name: { type: '2', id: 'X1' } } };
    expect(() => fileWith(nameless as never, 7, '2026-03-05')).toThrow('submitter.name.lastName: is required');
  });

  test('counts claims in chunks', () => {
    const chunks = Array.from({ length: Math.ceil(remittance.length / 100) }, (_, index) =>
      remittance.subarray(index * 100, index * 100 + 100),
    );
    expect([countClaims(chunks), countClaims([claims])]).toEqual([1, 1]);
  });

  test('answers claims with a 999, and does not answer a 999', () => {
    const [answer] = answersTo(claims, '2026-03-06', '0800');
    expect(textOf(answer ?? new Uint8Array())).toContain('~IK5*A~AK9*A*1*1*1~');
    expect(answersTo(answer ?? new Uint8Array(), '2026-03-06', '0800')).toEqual([]);
  });
});

test.each(['read-835', 'check-837p', 'write-837p', 'stream', 'acknowledge'])(
  'the README shows the current code of %s',
  (name) => {
    const text = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
    const shown = text(`examples/${name}.ts`).replace("'../../../x12/index.ts'", "'claimloop/x12'");
    expect(text('../../x12/README.md')).toContain(`\`\`\`ts\n${shown}\`\`\``);
  },
);
