import type { FileActivities } from '../activities/contract.ts';
import { errorSentence } from '../domain/error-sentence.ts';
import { log } from './log.ts';

/** Claim ids that a line of the log names. */
const idsNamed = 20;

/** Compares PostgreSQL with Temporal once, and logs the number of differences of each kind with claim ids. */
export async function reportDifferences({ reconcile }: Pick<FileActivities, 'reconcile'>): Promise<void> {
  try {
    const { differences } = await reconcile({ isRepairing: false, withMailboxes: false });
    for (const kind of new Set(differences.map((difference) => difference.kind))) {
      const found = differences.filter((difference) => difference.kind === kind);
      const ids = found.flatMap(({ claimId }) => claimId ?? []).slice(0, idsNamed);
      log('warn', `reconcile: ${ids.join(', ')}; see \`claimloop reconcile\`.`, { kind, count: found.length });
    }
    if (differences.length === 0) log('info', 'reconcile: PostgreSQL and Temporal agree.');
  } catch (error) {
    // The worker works all the same; the command tells more.
    log('warn', `reconcile did not finish: ${errorSentence(error)}`);
  }
}
