import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A command and the user to run it as. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** The user for PostgreSQL when the process runs as root, which PostgreSQL refuses: `postgres`, otherwise `nobody`. */
export function postgresUser(): Command['user'] {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account = ['postgres', 'nobody'].map((name) => accounts.find(([first]) => first === name)).find(Boolean);
  if (!account) throw new Error('PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody"');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

/**
 * Wraps a command so that it runs as that user. If the user has no access to the folders (a clone under /root), the
 * command keeps root's capability to search directories.
 */
export function asUser({ command, args }: Command, user: Command['user'], folder: string): Command {
  if (!user) return { command, args };
  if ([command, folder].every(isOpenToAll) || process.platform !== 'linux') return { command, args, user };
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  const rights = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--no-new-privs'];
  return { command: 'setpriv', args: [...identity, ...rights, command, ...args] };
}

function isOpenToAll(path: string): boolean {
  if ((statSync(path).mode & 0o001) === 0) return false;
  return dirname(path) === path || isOpenToAll(dirname(path));
}
