import { sendAsOf } from '../claim/send-as.ts';
import { isoDate } from '../dates.ts';
import { cents, dollars } from '../money.ts';
import type { Intake } from '../schema/intake.ts';
import { claimTo837P } from './claim-to-837p.ts';
import type { ImportedClaim } from './claims-from-837p.ts';

/** Our own number of a line (REF*6R) is added where the sender has none. */
const added: ReadonlySet<string> = new Set(['lineControlNumber']);

/** Where something stood in the file that was read. */
const places: ReadonlySet<string> = new Set(['position', 'segments']);

/** A place of an 837P that is not the same in the claim that is written from its patient file. */
export interface Difference {
  /** Path in the JSON of `claimloop x12 json`, e.g. "billingProviders[0].subscribers[0].claims[1].notes[0]". */
  readonly path: string;
  /** What would happen there, as a part of a sentence; amounts are the only values that it names. */
  readonly what: string;
}

/**
 * What a claim of an 837P would lose or change as this patient file: the file is written as an 837P again, and each
 * place that is not the same is listed by its path in the JSON of `claimloop x12 json`, without values. Empty when the
 * payer would receive the same claim. Envelope, submitter, receiver, and the number and time of the set are ours and
 * are not compared.
 */
export function notCarried(
  { source, indexes }: Pick<ImportedClaim, 'source' | 'indexes'>,
  intake: Intake,
): Difference[] {
  const written = claimTo837P({
    intake,
    claimId: intake.patientControlNumber ?? '',
    as: sendAsOf(intake.claim.claimFrequencyCode),
    ...(intake.claim.payerControlNumber ? { payerControlNumber: intake.claim.payerControlNumber } : {}),
    ...{ senderId: '', receiverId: '', reference: '', on: isoDate('2000-01-01'), at: '0000' },
  });
  return [
    ...(['purpose', 'type'] as const).flatMap((name) =>
      differences(source.beginning[name], written.beginning[name], `beginning.${name}`),
    ),
    ...differences(source.billingProviders, written.billingProviders, 'billingProviders').map(({ path, what }) => ({
      path: path.replace(/\b(billingProviders|subscribers|patients|claims)\[0\]/g, (_, list: string) => {
        return `${list}[${indexes[list] ?? 0}]`;
      }),
      what,
    })),
  ];
}

function differences(before: unknown, after: unknown, path: string): readonly Difference[] {
  if (isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => {
      if (places.has(name) || (before[name] === undefined && added.has(name))) return [];
      const inner = Array.isArray(before) ? `${path}[${name}]` : `${path}.${name}`;
      return differences(before[name], after[name], inner);
    });
  }
  return before === after || isNothing(before, after) ? [] : [{ path, what: whatHappens(before, after, path) }];
}

function whatHappens(before: unknown, after: unknown, path: string): string {
  if (after === undefined) return 'content that would be lost';
  if (before === undefined) return 'nothing, where a value would be added';
  if (path.endsWith('Cents') && typeof before === 'number' && typeof after === 'number')
    return `${dollars(cents(before))}, which would become ${dollars(cents(after))}`;
  return 'content that would be changed';
}

/** An empty list says the same as no list. */
function isNothing(before: unknown, after: unknown): boolean {
  const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);
  return isEmpty(before) && isEmpty(after);
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
