import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ClaimKeys,
  claimKeys,
  FileReader,
  type GroupHeader,
  type InterchangeHeader,
  type SetToWrite,
  setWithClaims,
  type TransactionSet,
  writeInterchange,
} from '../../../x12/index.ts';
import { CommandProblem } from '../problem.ts';
import { writeWhole } from './output.ts';
import { piecesOf } from './pieces.ts';
import { SetCollector } from './set-collector.ts';
import { refused, unreadable } from './show.ts';

/** What `x12 split --by` groups claims by. */
export const splitKeys = ['claim', 'provider', 'payer'] as const;
/** One of them. */
export type SplitKey = (typeof splitKeys)[number];

/** `x12 extract FILE --claim ID`: the claim with the levels and envelopes that it belongs to. */
export function extractClaim(file: string, { claim, out }: { readonly claim: string; readonly out?: string }): void {
  const found: Uint8Array[] = [];
  let isPayment = false;
  readSets(file, (set, write) => {
    const some = setWithClaims(set, (keys) => keys.claim === claim);
    if (!some) return;
    found.push(write(some));
    isPayment ||= set.set === '835' && claimKeys(set).length > 1;
  });
  if (found.length === 0) throw new CommandProblem(`${file} has no claim with this number.`, 1);
  if (isPayment) warnOfPayment();
  if (out === undefined) writeWhole(1, Buffer.concat(found));
  else writeFileSync(out, Buffer.concat(found));
}

/** `x12 split --by`: a file for each claim, provider or payer of each set. Returns the paths. */
export function splitBy(file: string, { by, out }: { readonly by: SplitKey; readonly out: string }): readonly string[] {
  mkdirSync(out, { recursive: true });
  const files: string[] = [];
  let isPayment = false;
  readSets(file, (set, write) => {
    const keys = new Set(claimKeys(set).map((one: ClaimKeys) => one[by]));
    isPayment ||= set.set === '835' && keys.size > 1;
    for (const key of keys) {
      const some = setWithClaims(set, (one) => one[by] === key);
      if (!some) continue;
      // Numbered, because a claim number or name does not belong into a file name.
      const path = join(out, `${String(files.length + 1).padStart(6, '0')}-${by}.edi`);
      writeFileSync(path, write(some));
      files.push(path);
    }
  });
  if (files.length === 0) throw new CommandProblem(`${file} contains no claim that can be read.`, 1);
  if (isPayment) warnOfPayment();
  return files;
}

/** Says that a part of a remittance is not a payment. */
function warnOfPayment(): void {
  process.stderr.write(
    'A part of an 835 keeps the payment (BPR02) and provider adjustments (PLB) of the whole: ' +
      'it does not balance. Do not post it.\n',
  );
}

/** Reads a file set by set; `write` puts a set into the envelopes of the one that was read. */
function readSets(file: string, take: (set: TransactionSet, write: (set: SetToWrite) => Uint8Array) => void): void {
  let header: InterchangeHeader | undefined;
  let group: GroupHeader | undefined;
  const collector = new SetCollector((set) =>
    take(set, (some) => {
      if (!header || !group) throw new CommandProblem(`${file} has a transaction set outside a group.`, 1);
      return enveloped(file, some, header, group);
    }),
  );
  const reader = new FileReader({
    interchange: (one) => void (header = one),
    group: (one) => void (group = one),
    set: (one, st) => collector.set(one, st),
  });
  for (const piece of piecesOf(file)) reader.push(piece);
  const stop = reader.end();
  if (stop) throw unreadable(file, stop);
}

function enveloped(file: string, set: SetToWrite, header: InterchangeHeader, group: GroupHeader): Uint8Array {
  const dateOf = (date: string): string => date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  const { authorization, security, ...others } = header;
  const written = writeInterchange({
    ...others,
    ...(authorization === '' ? {} : { authorization }),
    ...(security === '' ? {} : { security }),
    on: dateOf(`20${header.date}`),
    at: header.time,
    control: Number(header.control),
    usage: header.usage === 'P' ? 'P' : 'T',
    groups: [{ ...group, control: Number(group.control), on: dateOf(group.date), at: group.time, sets: [set] }],
  });
  if (written.kind === 'refused') throw refused(file, written.findings);
  return written.bytes;
}
