import type { Claim837P, ServiceLine837P } from '../../sets/837p/claim.ts';
import type { BillingProvider837P, Subscriber837P } from '../../sets/837p/set.ts';
import type { Chance } from '../chance.ts';
import type { Draft } from '../claim.ts';

/** A claim under construction, with its levels. */
export interface Drafted {
  readonly claim: Draft<Claim837P>;
  /** The lines of the claim; features change the first ones. */
  readonly lines: Draft<ServiceLine837P>[];
  readonly subscriber: Draft<Subscriber837P>;
  readonly provider: Draft<BillingProvider837P>;
  /** Whether the subscriber is the patient. */
  readonly isSelf: boolean;
}

/** A claim feature; its name appears in file names. */
export interface Feature {
  readonly name: string;
  readonly add: (drafted: Drafted, chance: Chance) => void;
}

/** The first line; every claim has one. */
export function firstLine({ lines }: Drafted): Draft<ServiceLine837P> {
  const [first] = lines;
  if (!first) throw new TypeError('a claim has at least one line');
  return first;
}
