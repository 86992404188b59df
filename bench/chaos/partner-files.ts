import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, payerFolders } from './file-faults.ts';

// What the partners have received and sent, read with a few lines of its own instead of x12/: the audit must not share
// a mistake with the product.

/** A submission that the payer has received. */
export interface ReceivedClaim {
  readonly name: string;
  readonly control: string;
  readonly claimId: string;
  readonly sha256: string;
}

/** Money that the payer has announced for a claim, and the interchange that did so. */
export interface AnnouncedPayments {
  /** Interchange control numbers of all files that the payer has sent. */
  readonly controls: readonly string[];
  /** BPR02 of all remittances. */
  readonly totalCents: number;
  /** CLP04 of all claim payments and reversals, by claim. */
  readonly centsByClaim: ReadonlyMap<string, number>;
}

/** The segments of an interchange, each split into its elements. */
function segmentsOf(bytes: Buffer): readonly (readonly string[])[] {
  const text = bytes.toString('latin1');
  const [element, segment] = [text[3] ?? '*', text[105] ?? '~'];
  return text.split(segment).map((one) => one.trim().split(element));
}

const valuesOf = (segments: readonly (readonly string[])[], name: string, at: number): readonly string[] =>
  segments.filter(([first]) => first === name).map((elements) => elements[at] ?? '');

const centsOf = (amount: string | undefined): number => Math.round(Number(amount) * 100);

/** Every file in the payer's inbox. */
export function claimsReceived(folder: string): readonly ReceivedClaim[] {
  const { inbox } = payerFolders(folder);
  return filesIn(inbox).map((name) => {
    const bytes = readFileSync(join(inbox, name));
    const segments = segmentsOf(bytes);
    const [control = ''] = valuesOf(segments, 'ISA', 13);
    const [claimId = ''] = valuesOf(segments, 'CLM', 1);
    return { name, control, claimId, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
}

/** Every file that the payer has sent; the same bytes count once. */
export function paymentsAnnounced(folder: string): AnnouncedPayments {
  const { sent } = payerFolders(folder);
  const files = new Map<string, Buffer>();
  for (const name of filesIn(sent)) {
    const bytes = readFileSync(join(sent, name));
    files.set(createHash('sha256').update(bytes).digest('hex'), bytes);
  }
  const controls: string[] = [];
  const centsByClaim = new Map<string, number>();
  let totalCents = 0;
  for (const segments of [...files.values()].map(segmentsOf)) {
    controls.push(...valuesOf(segments, 'ISA', 13));
    for (const amount of valuesOf(segments, 'BPR', 2)) totalCents += centsOf(amount);
    for (const [name, claimId = '', , , paid] of segments)
      if (name === 'CLP') centsByClaim.set(claimId, (centsByClaim.get(claimId) ?? 0) + centsOf(paid));
  }
  return { controls, totalCents, centsByClaim };
}

/** Claim ids of all placement files in the agency's inbox, one for each file. */
export function accountsPlaced(folder: string): readonly string[] {
  const inbox = join(folder, 'sandbox', 'root', 'agency', 'inbox');
  return filesIn(inbox).flatMap((name) => {
    const [header = '', ...rows] = readFileSync(join(inbox, name), 'utf8').split(/\r?\n/);
    const at = header.split(',').indexOf('accountNumber');
    if (!header.startsWith('batchId') || at < 0) return [];
    return rows.filter((row) => row !== '' && !row.startsWith('TRAILER')).map((row) => row.split(',')[at] ?? '');
  });
}

/** Names of the statements in the folder for the printer. */
export function statementsPrinted(folder: string): readonly string[] {
  return filesIn(join(folder, 'files', 'statements'));
}
