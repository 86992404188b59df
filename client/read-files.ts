import { claimsFrom837P, type ImportedClaim } from '../domain/edi/claims-from-837p.ts';
import { type Difference, notCarried } from '../domain/edi/not-carried.ts';
import { readIntake } from '../domain/schema/read-intake.ts';
import { type Finding, readClaims837P, readInterchanges, sentenceOf, type TransactionSet } from '../x12/index.ts';

/** A patient file (a JSON value, not yet checked), or why it cannot be had from its 837P. */
export type IntakeRead =
  | {
      readonly kind: 'intake';
      readonly intake: unknown;
      /** Position of its CLM segment in its 837P, ST = 1; absent for JSON. */
      readonly segment?: number;
      /** Places of its 837P that the patient file does not carry or changes; see domain/edi/not-carried.ts. */
      readonly notCarried: readonly Difference[];
    }
  | { readonly kind: 'unreadable'; readonly found: string; readonly segment?: number };

/** The patient files in one file, or why the file cannot be read. */
export type FileRead =
  | { readonly kind: 'read'; readonly intakes: readonly IntakeRead[] }
  | { readonly kind: 'unreadable'; readonly found: string };

/** Reads JSON (one patient file or a list of them) or an X12 837P. */
export function filesToIntakes(bytes: Uint8Array): FileRead {
  const start = Buffer.from(bytes.subarray(0, 64))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  return start.startsWith('ISA') ? readX12(bytes) : readJson(bytes);
}

function readJson(bytes: Uint8Array): FileRead {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
    const intakes: readonly unknown[] = Array.isArray(value) ? value : [value];
    return { kind: 'read', intakes: intakes.map((intake) => ({ kind: 'intake', intake, notCarried: [] })) };
  } catch (error) {
    const place =
      error instanceof SyntaxError ? /position \d+|line \d+ column \d+/.exec(error.message)?.[0] : undefined;
    return { kind: 'unreadable', found: `text that is not JSON${place ? ` (${place})` : ''}` };
  }
}

function readX12(bytes: Uint8Array): FileRead {
  const result = readInterchanges(bytes);
  if (result.kind === 'unreadable')
    return {
      kind: 'unreadable',
      found: `X12 that cannot be read: ${result.reason} (segment ${result.segment}, byte ${result.offset})`,
    };
  const sets = result.interchanges.flatMap(({ groups }) => groups.flatMap((group) => group.sets));
  return { kind: 'read', intakes: sets.flatMap(readSet) };
}

/** The claims of one set. An error within a claim concerns that claim, and any other one the whole set. */
function readSet(set: TransactionSet): readonly IntakeRead[] {
  const read = readClaims837P(set);
  const errors = read.findings.filter(({ severity }) => severity === 'error');
  if (read.kind === 'faulty') return [unreadable(errors[0])];
  const claims = claimsFrom837P(read.value);
  const starts = [...claims, ...read.incomplete].map(({ position }) => position);
  const claimOf = claimAt(set, starts);
  const outside = errors.find(({ position }) => claimOf(position) === undefined);
  if (outside) return [unreadable(outside)];
  return starts
    .toSorted((one, other) => one - other)
    .map((position) => {
      const error = errors.find((one) => claimOf(one.position) === position);
      const claim = claims.find((one) => one.position === position);
      return error || !claim ? unreadable(error, position) : intakeOf(claim);
    });
}

/** Finds the claim that a segment belongs to, by the position of its CLM: a claim ends at the next CLM, HL or SE. */
function claimAt(set: TransactionSet, starts: readonly number[]): (position: number) => number | undefined {
  const known = new Set(starts);
  let current: number | undefined;
  const owners = set.segments.map(({ id }, index) => {
    if (['CLM', 'HL', 'SE'].includes(id)) current = known.has(index + 1) ? index + 1 : undefined;
    return current;
  });
  return (position) => owners[position - 1];
}

function intakeOf(claim: ImportedClaim): IntakeRead {
  const { file: intake, position: segment } = claim;
  const checked = readIntake(intake);
  return {
    kind: 'intake',
    intake,
    segment,
    notCarried: checked.kind === 'ok' ? notCarried(claim, checked.intake) : [],
  };
}

function unreadable(finding: Finding | undefined, segment?: number): IntakeRead {
  const found = `an invalid 837P${finding ? placed(finding) : ''}`;
  return { kind: 'unreadable', found, ...(segment === undefined ? {} : { segment }) };
}

function placed(finding: Finding): string {
  const { position, loop } = finding;
  return `: ${sentenceOf(finding)} (segment ${position}${loop ? `, loop ${loop}` : ''})`;
}
