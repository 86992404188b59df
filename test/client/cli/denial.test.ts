import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Command, CommanderError } from 'commander';
import { addCommonOptions } from '../../../client/cli/common-options.ts';
import { addDenial } from '../../../client/cli/denial.ts';
import type { CommandProblem } from '../../../client/cli/problem.ts';

let printed = '';
let errors = '';
beforeEach(() => {
  printed = '';
  errors = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => void jest.restoreAllMocks());

/** Runs `denial explain` with these options. */
async function explain(options: string): Promise<void> {
  const program = new Command('claimloop').exitOverride().configureOutput({ writeErr: (text) => (errors += text) });
  addDenial(program);
  for (const group of program.commands)
    for (const command of group.commands)
      command.exitOverride().configureOutput({ writeErr: (text) => (errors += text) });
  addCommonOptions(program);
  await program.parseAsync(['denial', 'explain', ...options.split(' ')], { from: 'user' });
}

test.each([
  ['--group CO --carc 16 --rarc MA130', 'new-claim', 'claim-data'],
  ['--group CO --carc 16 --rarc N290 MA130 --program MB', 'new-claim', 'rendering-provider-id'],
  ['--group CO --carc 29 --program MB', 'ask-person', 'filed-late-medicare'],
  ['--group CO --carc 24 --program MB', 'new-claim', 'medicare-advantage-patient'],
  ['--group CO --carc 24 --capitated', 'settled', 'capitated-by-contract'],
  ['--group CO --carc 45 --charge 100.00 --paid 0.00', 'ask-person', 'contractual'],
  ['--group CO --carc 45 --charge 100.00 --paid 80', 'settled', 'contractual'],
  ['--group PR --carc 1', 'bill-patient', 'patient-share'],
  ['--group PR --carc 1 --next-payer', 'bill-next-payer', 'patient-share-next-payer'],
  ['--group PR --carc 1 --rarc N781', 'ask-person', 'patient-share'],
  ['--group PR --carc 50 --modifier GA', 'bill-patient', 'not-necessary-patient-with-notice'],
  ['--clp02 19', 'wait', 'claim-forwarded'],
  ['--group OA --carc 23', 'settled', 'prior-payer-part'],
  ['--group CO --carc 999 --payer X1', 'ask-person', 'unknown-denial'],
  ['--group co --carc b7', 'correct-and-replace', 'provider-not-certified'],
  ['--category A7 --status 562 --entity DN', 'fix-and-resend', 'status-562-DN'],
])('denial explain %s: %s by %s', async (options, action, rule) => {
  await explain(`${options.replace('--group co', '--group CO')} --json`);
  expect(JSON.parse(printed)).toMatchObject({ action, rule, category: expect.any(String), source: expect.any(String) });
});

test('prints action, category, rule with its guards, and source as text', async () => {
  await explain('--group CO --carc 16 --rarc MA130');
  expect(printed.split('\n').slice(0, 4)).toEqual([
    'action    new-claim',
    'category  Billing Error',
    'rule      claim-data, limited by not-processed-no-appeal',
    expect.stringMatching(/^source .*80\.3\.2/),
  ]);
});

describe('a bad input is refused with its place:', () => {
  test.each([
    ['--group XX --carc 1', "option '--group <code>' argument 'XX' is invalid"],
    ['--group CO --carc 1x', "option '--carc <code>' argument '1x' is invalid. Use a reason code"],
    ['--group CO --carc 16 --rarc 130', "option '--rarc <code...>' argument '130' is invalid"],
    ['--group CO --carc 16 --program ZZZ', "option '--program <code>'"],
    ['--group CO --carc 16 --charge -1 --paid 0', "option '--charge <amount>' argument '-1' is invalid"],
    ['--group CO --carc 16 --modifier A', "option '--modifier <code...>' argument 'A' is invalid"],
    ['--clp02 99', "option '--clp02 <code>'"],
    ['--category 7 --status 1', "option '--category <code>'"],
  ])('%s', async (options, message) => {
    await expect(explain(options)).rejects.toBeInstanceOf(CommanderError);
    expect(errors).toContain(message);
    expect(printed).toBe('');
  });

  test.each([
    ['--group CO', '--group and --carc together'],
    ['--carc 16', '--group and --carc together'],
    ['--rarc MA130', '--clp02'],
    ['--group CO --carc 45 --charge 100', '--charge and --paid together'],
    ['--category A7', '--category and --status together'],
    ['--category A7 --status 1 --next-payer', 'Use --next-payer without'],
  ])('%s', async (options, message) => {
    await expect(explain(options)).rejects.toThrow(message);
    await expect(explain(options)).rejects.toMatchObject({ exitCode: 2 } satisfies Partial<CommandProblem>);
  });
});
