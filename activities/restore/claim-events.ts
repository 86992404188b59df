import type { Intake } from '../../domain/schema/intake.ts';
import type { ActivityContext } from '../context.ts';
import { openClaim } from '../database/open-claim.ts';
import type { ChangedClaim, HistoricInput } from './histories.ts';
import { type Event, hasClaim, type Progress } from './progress.ts';
import { restoreInput } from './restore-input.ts';

/** What the history of a claim's workflow has: its opening, and the inputs of people. */
export function claimEvents({ claimId, opening, inputs }: ChangedClaim, progress: Progress): readonly Event[] {
  const given = inputs.map((input) => inputEvent(claimId, input, progress));
  if (!opening) return given;
  return [{ at: opening.at, run: (context) => open(context, { claimId, ...opening }, progress) }, ...given];
}

/** Opens a claim that PostgreSQL does not have. A patient file that was refused then is refused now. */
export async function open(
  context: ActivityContext,
  { claimId, runId, intake }: { readonly claimId: string; readonly runId: string; readonly intake: unknown },
  { opened }: Progress,
): Promise<void> {
  if (await hasClaim(context.database.sql, claimId)) return;
  const result = await openClaim(context, { workflowId: `claim-${claimId}`, runId, intake: intake as Intake });
  if (result.kind !== 'refused') opened.push(claimId);
}

function inputEvent(claimId: string, input: HistoricInput, { inputs, findings }: Progress): Event {
  const { kind, at, value } = input;
  return {
    at,
    async run(context) {
      if (!(await hasClaim(context.database.sql, claimId))) return;
      const result = await restoreInput(context, claimId, input);
      if (result === 'known') return;
      inputs.push({ claimId, kind, at, by: authorOf(value) });
      if (result === 'restored') return;
      const found = `The input ${kind} of ${at} is not in the books: ${result.refusal}.`;
      findings.push({ claimId, found, isHeld: true });
    },
  };
}

function authorOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { by, approvedBy } = value as { readonly by?: unknown; readonly approvedBy?: unknown };
  const author = by ?? approvedBy;
  return typeof author === 'string' ? author : undefined;
}
