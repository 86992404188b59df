import type { Command } from 'commander';

/** Commands that use no data folder: `demo` makes its own, and X12 files and rules need none. */
const withoutData = /^(demo|denial .*|x12 .*)$/;
/** Commands that print nothing that could be JSON, or nothing else. */
const withoutJson = /^(down|codec-server|keys (rotate|retire)|x12 (?!check$|split$).*)$/;

/** Adds --data and --json to every command that uses them and has no option of that name. */
export function addCommonOptions(command: Command, path = ''): void {
  for (const inner of command.commands) addCommonOptions(inner, `${path} ${inner.name()}`.trim());
  if (command.commands.length > 0) return;
  const needs = (name: string, without: RegExp): boolean =>
    !without.test(path) && !command.options.some(({ long }) => long === name);
  if (needs('--data', withoutData)) command.option('--data <dir>', 'data folder of the installation', '.claimloop');
  if (needs('--json', withoutJson)) command.option('--json', 'print JSON');
}
