import type { OtherCoverage837P, Subscriber837P } from '../../x12/index.ts';
import { defined } from './defined.ts';
import { personFrom } from './parties-from-837p.ts';

/** A patient who is not the subscriber. */
export type Dependent837P = NonNullable<Subscriber837P['patients']>[number];

const relationships: Readonly<Record<string, string>> = { '18': 'self', '01': 'spouse', '19': 'child' };

/** The insurance of a patient file from the coverage that the claim bills. */
export function coverageFrom(
  { information, subscriber, payer }: Subscriber837P,
  dependent: Dependent837P | undefined,
): Record<string, unknown> {
  return {
    ...coverage(information),
    payerId: payer.name.id,
    payerName: payer.name.organizationName,
    ...defined({ memberId: subscriber.name.id }),
    relationshipToSubscriber: dependent ? relationshipOf(dependent.details.relationship) : 'self',
    ...(dependent ? { subscriber: personFrom(subscriber) } : {}),
  };
}

/** The insurance of a patient file from another coverage. An 837P has no birth date and gender of its holder. */
export function otherCoverageFrom(loop: OtherCoverage837P): Record<string, unknown> {
  const { subscriber, otherSubscriber, otherPayer } = loop;
  const relationship = relationshipOf(subscriber.relationship);
  return {
    ...coverage(subscriber),
    payerId: otherPayer.name.id,
    payerName: otherPayer.name.organizationName,
    memberId: otherSubscriber.name.id,
    relationshipToSubscriber: relationship,
    ...(relationship === 'self' ? {} : { subscriber: personFrom(otherSubscriber) }),
  };
}

function coverage({
  responsibility,
  filingCode,
  groupNumber,
  groupName,
}: {
  readonly responsibility: string;
  readonly filingCode?: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
}): Record<string, unknown> {
  return { payerResponsibility: responsibility, ...defined({ claimFilingCode: filingCode, groupNumber, groupName }) };
}

function relationshipOf(code: string): string {
  return relationships[code] ?? 'other';
}
