import { type ClaimAcknowledgment277, guides, write277CA } from '../../x12/index.ts';
import type { ClaimArrived } from '../payer/claim-seen.ts';
import type { AcknowledgmentStep } from '../schema/behaviors.ts';
import { type Envelope, fileOf, referenceOf } from './envelope.ts';

type Receiver = NonNullable<NonNullable<ClaimAcknowledgment277['sources']>[number]['receivers']>[number];
type Provider = NonNullable<Receiver['providers']>[number];
type Patient = NonNullable<Provider['patients']>[number];
interface Status {
  readonly statuses: { category: string; status: string; entity?: string }[];
  readonly action: 'WQ' | 'U';
  readonly on: string;
  readonly amountCents: number;
}

/** What the payer says about one claim before adjudication. */
export interface Acknowledged {
  readonly claim: ClaimArrived;
  readonly step: Pick<AcknowledgmentStep, 'status' | 'level' | 'message'>;
  /** REF*1K of an accepted claim. */
  readonly payerControlNumber: string;
}

const receivedStatus = [{ category: 'A1', status: '19', entity: 'PR' }];

/** 277CA about claims of one payer and one batch (BHT03). All have the same level. */
export function claimAnswer(envelope: Envelope, answered: readonly Acknowledged[]): Uint8Array {
  const { to, on } = envelope;
  const [first] = answered;
  if (!first) throw new TypeError('a 277CA needs a claim');
  const { claim, step } = first;
  const number = referenceOf(envelope);
  const name = { type: '2' as const, lastName: claim.providerName, idQualifier: '46' as const, id: to.senderId };
  const ofFile = statusOf(answered, on, step.level === 'file' ? codesOf(step.status) : receivedStatus);
  const value: ClaimAcknowledgment277 = {
    beginning: { reference: number, on, at: '0800' },
    sources: [
      {
        name: { role: 'PR', organizationName: claim.payerName, idQualifier: 'PI', id: claim.payerId },
        status: { trace: { number }, received: { on }, processed: { on } },
        receivers: [
          {
            name,
            status: { trace: { number: claim.batchReference }, statuses: [ofFile], ...totals(answered) },
            providers: step.level === 'file' ? [] : providersOf(answered, on),
          },
        ],
      },
    ],
  };
  return fileOf(envelope, {
    group: { functionalId: 'HN', version: guides['277ca'].version, set: write277CA(value, '0001') },
  });
}

function totals(answered: readonly Acknowledged[]): Partial<Receiver['status']> {
  const accepted = answered.filter(({ step }) => !isRejected(step.status));
  const rejected = answered.filter(({ step }) => isRejected(step.status));
  return {
    ...(accepted.length > 0
      ? { accepted: { quantity: accepted.length }, acceptedCents: { amountCents: chargeOf(accepted) } }
      : {}),
    ...(rejected.length > 0
      ? { rejected: { quantity: rejected.length }, rejectedCents: { amountCents: chargeOf(rejected) } }
      : {}),
  };
}

function chargeOf(answered: readonly Acknowledged[]): number {
  return answered.reduce((sum, { claim }) => sum + claim.chargeCents, 0);
}

function providersOf(answered: readonly Acknowledged[], on: string): readonly Provider[] {
  const npis = [...new Set(answered.map(({ claim }) => claim.providerNpi))];
  return npis.map((npi) => {
    const own = answered.filter(({ claim }) => claim.providerNpi === npi);
    const [first] = own as unknown as readonly [Acknowledged];
    const name = { type: '2' as const, lastName: first.claim.providerName, idQualifier: 'XX' as const, id: npi };
    if (first.step.level === 'provider') {
      const statuses = [statusOf(own, on, codesOf(first.step.status))];
      return { name, status: { trace: { number: '0' }, statuses }, patients: [] };
    }
    return { name, patients: own.map((one) => patientOf(one, on)) };
  });
}

function patientOf({ claim, step, payerControlNumber }: Acknowledged, on: string): Patient {
  const status = statusOf([{ claim, step, payerControlNumber }], on, codesOf(step.status));
  return {
    name: { ...claim.patient, idQualifier: 'MI', id: claim.memberId },
    claims: [
      {
        trace: { number: claim.patientControlNumber },
        statuses: [{ ...status, ...(step.message ? { message: step.message } : {}) }],
        ...(step.status.some((text) => text.startsWith('A2'))
          ? { payerControlNumber: { value: payerControlNumber } }
          : {}),
        serviceDate: { when: claim.lines[0]?.serviceDate ?? on },
      },
    ],
  };
}

function statusOf(answered: readonly Acknowledged[], on: string, statuses: Status['statuses']): Status {
  const isRejection = statuses.some(({ category }) => rejecting.test(category));
  return { statuses, action: isRejection ? 'U' : 'WQ', on, amountCents: chargeOf(answered) };
}

const rejecting = /^A[34678]$/;

function isRejected(status: readonly string[]): boolean {
  return codesOf(status).some(({ category }) => rejecting.test(category));
}

function codesOf(texts: readonly string[]): Status['statuses'] {
  return texts.map((text) => {
    const [category = '', status = '', entity] = text.split(':');
    return { category, status, ...(entity ? { entity } : {}) };
  });
}
