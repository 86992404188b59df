import { readFile, writeFile } from 'node:fs/promises';
import { badUsage, type CommandProblem } from './problem.ts';

/** The bytes of a file that a person named. */
export async function readInput(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw unusable(path, 'read', error);
  }
}

/** Writes a file that a person named. */
export async function writeOutput(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw unusable(path, 'written', error);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'part of the path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

function unusable(path: string, verb: 'read' | 'written', error: unknown): CommandProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  const reason = verb === 'written' && code === 'ENOENT' ? 'its folder does not exist' : (reasons[code] ?? code);
  return badUsage(`${path} cannot be ${verb}: ${reason}.`);
}
