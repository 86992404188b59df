import { expect, test } from '@jest/globals';
import { Command } from 'commander';
import { claimHelp } from '../../../client/cli/arguments.ts';
import { addOffice } from '../../../client/cli/office.ts';

function leavesOf(command: Command): readonly Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return help;
}

const program = new Command('claimloop');
addOffice(program, () => undefined);

test.each(leavesOf(program).map((command) => [command.name(), command] as const))(
  '%s describes its arguments and options, with an example',
  (name, command) => {
    const described = [...command.registeredArguments, ...command.options].map(({ description }) => description);
    expect([command.description(), ...described]).not.toContain('');
    expect(helpOf(command)).toMatch(new RegExp(`Examples:\n {2}\\$ claimloop .*${name}`));
  },
);

test('every command about one claim takes its id, its externalId, or the number of the payer', () => {
  const names = [
    ...['correct', 'hold', 'release', 'withdraw', 'pay', 'write-off', 'approve', 'transfer', 'note', 'notes'],
    ...['show', 'timeline'],
  ];
  const described = names.map((name) => [name, argumentOf(name)]);
  expect(described).toEqual(names.map((name) => [name, claimHelp]));
});

function argumentOf(name: string): string | undefined {
  return program.commands.find((command) => command.name() === name)?.registeredArguments[0]?.description;
}
