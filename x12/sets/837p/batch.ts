import type { Claim837P } from './claim.ts';
import { type BillingProvider837P, type Claims837P, claimsKept, type Subscriber837P } from './set.ts';

type Patient837P = NonNullable<Subscriber837P['patients']>[number];

/** One claim with its levels; without a patient level, the subscriber is the patient. */
interface Placed {
  readonly from: Claims837P;
  readonly provider: BillingProvider837P;
  readonly subscriber: Subscriber837P;
  readonly patient?: Patient837P;
  readonly claim: Claim837P;
}

/** Limits of one transaction set. */
export interface BatchLimits {
  /** Claims in a set. The guide recommends no more than 5,000. @source 005010X222A1, 1.3.2 */
  readonly claims: number;
}

const usual: BatchLimits = { claims: 5_000 };

/**
 * Sets of professional claims put together, and parted again at the limits: claims of one submitter and receiver share
 * a set, those of one billing provider, subscriber or patient share his level, and a level holds no more than 100.
 * Claims keep their order within their level. The first set keeps the reference (BHT03) of the first that went into it;
 * the others add their number to it: "B1", "B1-2", "B1-3".
 */
export function batch837P(parts: readonly Claims837P[], { claims }: BatchLimits = usual): readonly Claims837P[] {
  const sorted = grouped(parts.flatMap(placedIn), ({ from }) => [from.submitter, from.receiver]);
  return sorted.flatMap((ofPartners) =>
    chunks(inOrder(ofPartners), claims).map((chunk, index) => setOf(chunk, index + 1)),
  );
}

function placedIn(from: Claims837P): readonly Placed[] {
  return (from.billingProviders ?? []).flatMap((provider) =>
    (provider.subscribers ?? []).flatMap((subscriber) => [
      ...(subscriber.claims ?? []).map((claim) => ({ from, provider, subscriber, claim })),
      ...(subscriber.patients ?? []).flatMap((patient) =>
        (patient.claims ?? []).map((claim) => ({ from, provider, subscriber, patient, claim })),
      ),
    ]),
  );
}

/** Groups claims by level, so that each level is opened as rarely as possible. */
function inOrder(placed: readonly Placed[]): readonly Placed[] {
  return byProvider(placed).flatMap((ofProvider) =>
    bySubscriber(ofProvider).flatMap((ofSubscriber) => byPatient(ofSubscriber).flat()),
  );
}

function setOf(placed: readonly Placed[], number: number): Claims837P {
  const [{ from } = { from: undefined }] = placed;
  if (!from) throw new TypeError('a batch holds at least one claim');
  const { beginning, submitter, receiver } = from;
  const reference = number === 1 ? beginning.reference : `${beginning.reference}-${number}`;
  const billingProviders = byProvider(placed).flatMap((ofProvider) =>
    ofProvider
      .slice(0, 1)
      .map(({ provider }) => ({ ...provider, subscribers: bySubscriber(ofProvider).flatMap(subscriberLevels) })),
  );
  return { beginning: { ...beginning, reference }, submitter, receiver, billingProviders };
}

/** Levels of one subscriber: for the subscriber's own claims, and for those of dependents. */
function subscriberLevels(placed: readonly Placed[]): readonly Subscriber837P[] {
  return byPatient(placed).flatMap((ofPatient) => {
    const [{ subscriber, patient } = {}] = ofPatient;
    if (!subscriber) return [];
    const { claims: _, patients: __, ...level } = subscriber;
    return chunks(ofPatient, claimsKept).map((chunk) => {
      const claims = chunk.map(({ claim }) => claim);
      return patient ? { ...level, patients: [{ ...patient, claims }] } : { ...level, claims };
    });
  });
}

const byProvider = (placed: readonly Placed[]): readonly Placed[][] =>
  grouped(placed, ({ provider: { subscribers: _, ...level } }) => level);
const bySubscriber = (placed: readonly Placed[]): readonly Placed[][] =>
  grouped(placed, ({ subscriber: { claims: _, patients: __, ...level } }) => level);
const byPatient = (placed: readonly Placed[]): readonly Placed[][] =>
  grouped(placed, ({ patient }) => (patient ? { ...patient, claims: [] } : {}));

/** Groups items by key, in the order of first occurrence. */
function grouped(placed: readonly Placed[], keyOf: (one: Placed) => unknown): readonly Placed[][] {
  const groups = new Map<string, Placed[]>();
  for (const one of placed) {
    // Positions and counts, which the reader adds, do not matter.
    const key = JSON.stringify(keyOf(one), (name, value: unknown) =>
      name === 'position' || name === 'segments' ? undefined : value,
    );
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
