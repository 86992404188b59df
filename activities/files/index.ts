import type { ActivityContext } from '../context.ts';
import type { FileActivities } from '../contract.ts';
import { fetchFiles } from './fetch-files.ts';
import { readFiles } from './read-files.ts';
import { signalClaims } from './signal-claims.ts';

/** Activities that process whole files. */
export function createFileActivities(context: ActivityContext): FileActivities {
  return {
    fetchFiles: (input) => fetchFiles(context, input),
    readFiles: (input) => readFiles(context, input),
    signalClaims: () => signalClaims(context),
  };
}
