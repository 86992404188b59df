import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { printedAlready } from './problem.ts';

/**
 * Runs a program of `workers/`, which has access to what commands have not: the database, a port. It prints its own
 * messages; exit code 1 is its finding, any other one than 0 becomes 2.
 */
export async function runProgram(path: string, args: readonly string[]): Promise<void> {
  const program = fileURLToPath(new URL(`../../workers/${path}`, import.meta.url));
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw printedAlready(code === 1 ? 1 : 2);
}
