import type { Claim837P, ServiceLine837P } from '../../sets/837p/claim.ts';
import type { BillingProvider837P, Subscriber837P } from '../../sets/837p/set.ts';
import type { Chance } from '../chance.ts';
import type { Draft } from '../claim.ts';

/** A claim that is being made, with the levels that it will stand in. */
export interface Drafted {
  readonly claim: Draft<Claim837P>;
  /** The lines of the claim; those that features add to are the first. */
  readonly lines: Draft<ServiceLine837P>[];
  readonly subscriber: Draft<Subscriber837P>;
  readonly provider: Draft<BillingProvider837P>;
  /** Whether the subscriber is the patient. */
  readonly isSelf: boolean;
}

/** Something that a claim may have, by the name that files of its kind are known by. */
export interface Feature {
  readonly name: string;
  readonly add: (drafted: Drafted, chance: Chance) => void;
}

/** The first line, which a claim always has. */
export function firstLine({ lines }: Drafted): Draft<ServiceLine837P> {
  const [first] = lines;
  if (!first) throw new TypeError('a claim has at least one line');
  return first;
}
