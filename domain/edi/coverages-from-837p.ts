import type { OtherCoverage837P, Subscriber837P } from '../../x12/index.ts';
import { defined } from './defined.ts';
import { personFrom } from './parties-from-837p.ts';

/** The patient of a claim when he is not the subscriber. */
export type Dependent837P = NonNullable<Subscriber837P['patients']>[number];

const relationships: Readonly<Record<string, string>> = { '18': 'self', '01': 'spouse', '19': 'child' };

/** The coverage that a claim was sent under, as one of a patient file. */
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

/** A further coverage of the patient, as one of a patient file. Who holds it is told without birth and gender. */
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
