import { expect, test } from '@jest/globals';
import { DatabaseError } from 'pg';
import { z } from 'zod';
import { errorSentence } from '../../domain/error-sentence.ts';
import { Prisma } from '../../prisma/generated/client.ts';

const planted = 'Plantedname';
const nested = { claim: { patient: { lastName: planted } }, toString: () => planted };

test.each([
  ['properties', Object.assign(new Error('The claim cannot be read.'), nested), 'The claim cannot be read.'],
  ['a cause', new Error('The step failed.', { cause: new Error(planted) }), 'The step failed.'],
  ['more lines', new Error(`The step failed.\n${planted}`), 'The step failed.'],
  ['a stack', Object.assign(new Error('The step failed.'), { stack: planted }), 'The step failed.'],
  ['errors of its own', new AggregateError([new Error(planted)]), 'AggregateError'],
  [
    "PostgreSQL's text",
    Object.assign(new DatabaseError(planted, 1, 'error'), { code: '22P02' }),
    'DatabaseError (22P02)',
  ],
  ['a SQLSTATE', Object.assign(new Error(`invalid input: "${planted}"`), { code: '22P02' }), 'Error (22P02)'],
  [
    "Prisma's text",
    new Prisma.PrismaClientKnownRequestError(planted, { code: 'P2002', clientVersion: '7' }),
    'PrismaClientKnownRequestError (P2002)',
  ],
  ["zod's text", z.strictObject({ a: z.literal(planted) }).safeParse({ a: 1 }).error, 'ZodError'],
  ['no text', Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 'Error (ECONNREFUSED)'],
  ['a code that is text', Object.assign(new Error(''), { code: planted }), 'Error'],
  ['no class', planted, 'Something that is not an error was thrown.'],
  ['its own toString', nested, 'Something that is not an error was thrown.'],
])('an error with %s is a sentence', (_, error, sentence) => {
  expect(errorSentence(error)).toBe(sentence);
});
