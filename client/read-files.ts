import { claimsFrom837P } from '../domain/edi/claims-from-837p.ts';
import { notCarried } from '../domain/edi/not-carried.ts';
import { readIntake } from '../domain/schema/read-intake.ts';
import { type Finding, placeOf, read837P, readInterchanges, type TransactionSet } from '../x12/index.ts';

/** A patient file (a JSON value, not yet checked), or why it cannot be had from its 837P. */
export type IntakeRead =
  | {
      readonly kind: 'intake';
      readonly intake: unknown;
      /** Places of its 837P that the patient file does not carry or changes; see domain/edi/not-carried.ts. */
      readonly notCarried: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly found: string };

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

/** The claims of one set. A set with an error is not read; the other sets of the file are. */
function readSet(set: TransactionSet): readonly IntakeRead[] {
  const read = read837P(set);
  const first = read.findings.find(({ severity }) => severity === 'error');
  if (read.kind === 'faulty' || first)
    return [{ kind: 'unreadable', found: `an invalid 837P${first ? placed(first) : ''}` }];
  return claimsFrom837P(read.value).map(({ file, source }) => {
    const checked = readIntake(file);
    const lost = checked.kind === 'ok' ? notCarried(source, checked.intake) : [];
    return { kind: 'intake', intake: file, notCarried: lost };
  });
}

function placed(finding: Finding): string {
  const { position, loop, message } = finding;
  return `: ${placeOf(finding)} ${message} (segment ${position}${loop ? `, loop ${loop}` : ''})`;
}
