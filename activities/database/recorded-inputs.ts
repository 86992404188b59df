import { canonicalJson } from '../../domain/canonical-json.ts';
import { readPath, valueAt } from '../../domain/schema/path.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import type { FieldChange, RecordedInput } from '../report-contract.ts';
import type { Transaction } from '../store/database.ts';
import { tenant } from '../store/rows.ts';
import { withMovedAmounts } from './moved-amounts.ts';

/** Maximum inputs that are listed: the newest. */
const inputsShown = 500;

type Sealed = Omit<RecordedInput, 'content' | 'refusal' | 'changes'> & {
  readonly content: Uint8Array;
  readonly refusal: Uint8Array | null;
};

/**
 * What people sent to a claim, the newest at the end. A correction says what each field was before, a write-off how
 * much it moved.
 */
export async function inputsOf(tx: Transaction, claimId: string): Promise<readonly RecordedInput[]> {
  const rows = await tx.rows<Sealed>(
    `select kind, made_by as by, to_char(made_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
       made_on::text as "on", content, refusal
     from claim_input where tenant = $1 and claim_id = $2 order by id desc limit $3`,
    [tenant, claimId, inputsShown],
  );
  const inputs = rows.toReversed().map(({ content, refusal, ...input }) => ({
    ...input,
    content: tx.vault.openText('claim_input.content', content),
    refusal: tx.vault.openText('claim_input.refusal', refusal),
  }));
  return withMovedAmounts(tx, claimId, await withChanges(tx, claimId, inputs));
}

/** Adds to each correction that was applied what it changed. */
async function withChanges(
  tx: Transaction,
  claimId: string,
  inputs: readonly RecordedInput[],
): Promise<readonly RecordedInput[]> {
  const corrections = inputs.map((input) =>
    input.kind === 'correctClaim' && input.refusal === null ? correctionIn(input.content) : undefined,
  );
  const ids = corrections.flatMap((correction) => correction?.correctionId ?? []);
  const files = await filesAround(tx, claimId, ids);
  return inputs.map((input, at) => {
    const correction = corrections[at];
    const around = correction && files.get(correction.correctionId);
    const changes = around ? changesOf(Object.keys(correction.set), around) : [];
    return changes.length > 0 ? { ...input, changes } : input;
  });
}

interface AppliedCorrection {
  readonly correctionId: string;
  readonly set: Readonly<Record<string, unknown>>;
}

function correctionIn(content: string): AppliedCorrection {
  return JSON.parse(content) as AppliedCorrection;
}

interface FilesAround {
  readonly before: Intake;
  readonly after: Intake;
}

/** The patient files before and after each correction. */
async function filesAround(
  tx: Transaction,
  claimId: string,
  correctionIds: readonly string[],
): Promise<ReadonlyMap<string, FilesAround>> {
  if (correctionIds.length === 0) return new Map();
  const rows = await tx.rows<{ correctionId: string; before: Uint8Array; after: Uint8Array }>(
    `select made.correction_id as "correctionId", earlier.intake as before, made.intake as after
     from claim_version made
       join claim_version earlier on earlier.claim_id = made.claim_id and earlier.version = made.version - 1
     where made.claim_id = $1 and made.correction_id = any($2::text[])`,
    [claimId, correctionIds],
  );
  const file = (bytes: Uint8Array): Intake => tx.vault.openJson<Intake>('claim_version.intake', bytes);
  return new Map(
    rows.map(({ correctionId, before, after }) => [correctionId, { before: file(before), after: file(after) }]),
  );
}

/** What each path was before and is after, as far as it changed. */
function changesOf(paths: readonly string[], { before, after }: FilesAround): readonly FieldChange[] {
  return paths.flatMap((path) => {
    const steps = readPath(path) ?? [];
    const [from, to] = [valueAt(before, steps) ?? null, valueAt(after, steps) ?? null];
    return canonicalJson(from) === canonicalJson(to) ? [] : [{ path, from, to }];
  });
}
