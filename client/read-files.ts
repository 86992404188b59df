import { claimsFrom837P } from '../domain/edi/claims-from-837p.ts';
import { type Finding, placeOf, read837P, readInterchanges } from '../x12/index.ts';

/** The patient files in one file (JSON values, not yet checked), or why the file cannot be read. */
export type FileRead =
  | { readonly kind: 'read'; readonly intakes: readonly unknown[] }
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
    return { kind: 'read', intakes: Array.isArray(value) ? value : [value] };
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
  const intakes: unknown[] = [];
  for (const set of result.interchanges.flatMap(({ groups }) => groups.flatMap(({ sets }) => sets))) {
    const read = read837P(set);
    const first = read.findings.find(({ severity }) => severity === 'error');
    if (read.kind === 'faulty' || first)
      return { kind: 'unreadable', found: `an invalid 837P${first ? placed(first) : ''}` };
    intakes.push(...claimsFrom837P(read.value));
  }
  return { kind: 'read', intakes };
}

function placed(finding: Finding): string {
  const { position, loop, message } = finding;
  return `: ${placeOf(finding)} ${message} (segment ${position}${loop ? `, loop ${loop}` : ''})`;
}
