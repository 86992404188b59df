import type { ClaimStatusResponse277 } from '../../x12/index.ts';
import type { StatusCode } from '../acknowledgment/acknowledgment.ts';
import type { ClaimStatusAnswer, LineStatus, StatusBatchAnswer } from '../acknowledgment/claim-status.ts';
import { readDate } from '../dates.ts';
import { cents } from '../money.ts';
import { defined } from './defined.ts';

type Receiver = NonNullable<NonNullable<ClaimStatusResponse277['sources']>[number]['receivers']>[number];
type Provider = NonNullable<Receiver['providers']>[number];
type Claim = NonNullable<NonNullable<Provider['subscribers']>[number]['claims']>[number];
type Statuses = readonly { readonly statuses: readonly StatusCode[] }[];

/** Reads the claims of a 277. @source 005010X212, 2200D, 2200E */
export function claimStatusAnswers(value: ClaimStatusResponse277): readonly ClaimStatusAnswer[] {
  return receiversOf(value)
    .flatMap(({ providers }) => providers ?? [])
    .flatMap(claimsOf)
    .map(claimStatusAnswer);
}

/**
 * Reads the answers above claim level. Each applies to all requests of the batch or of one provider.
 * @source 005010X212, 2200B, 2200C
 */
export function statusBatchAnswers(value: ClaimStatusResponse277): readonly StatusBatchAnswer[] {
  const kind = 'status-batch';
  const { reference } = value.beginning;
  return receiversOf(value).flatMap(({ answer, providers = [] }) => [
    ...(answer ? [{ kind, reference, statuses: statusCodes(answer.statuses) } as const] : []),
    ...providers.flatMap(({ answer: ofProvider, names }) =>
      ofProvider
        ? [
            {
              kind,
              reference,
              ...defined({ providerId: names?.[0]?.name.id }),
              statuses: statusCodes(ofProvider.statuses),
            } as const,
          ]
        : [],
    ),
  ]);
}

function receiversOf({ sources }: ClaimStatusResponse277): readonly Receiver[] {
  return (sources ?? []).flatMap(({ receivers }) => receivers ?? []);
}

function claimsOf({ subscribers }: Provider): readonly Claim[] {
  return (subscribers ?? []).flatMap(({ claims = [], patients = [] }) => [
    ...claims,
    ...patients.flatMap((patient) => patient.claims ?? []),
  ]);
}

function claimStatusAnswer(loop: Claim): ClaimStatusAnswer {
  // The first status of a claim has its amounts and dates; the others add reasons.
  const [first] = loop.statuses ?? [];
  return {
    kind: 'claim-status',
    position: loop.position ?? 0,
    requestTrace: loop.trace.number,
    statuses: statusCodes(loop.statuses),
    lines: (loop.services ?? []).map(lineStatus),
    ...defined({
      payerControlNumber: loop.payerControlNumber?.value,
      patientControlNumber: loop.patientControlNumber?.value,
      chargeCents: first?.chargeCents === undefined ? undefined : cents(first.chargeCents),
      paidCents: first?.paidCents === undefined ? undefined : cents(first.paidCents),
      finalizedOn: first?.finalizedOn === undefined ? undefined : readDate(first.finalizedOn),
      remittedOn: first?.remittedOn === undefined ? undefined : readDate(first.remittedOn),
      checkNumber: first?.checkNumber,
    }),
  };
}

function lineStatus({ service, statuses, lineControlNumber }: NonNullable<Claim['services']>[number]): LineStatus {
  return {
    procedureCode: service.procedure.code,
    statuses: statusCodes(statuses),
    ...defined({ lineControlNumber: lineControlNumber?.value }),
  };
}

/** An STC has up to three statuses. */
function statusCodes(given: Statuses = []): readonly StatusCode[] {
  return given
    .flatMap(({ statuses }) => statuses)
    .map(({ category, status, entity }) => ({ category, status, ...defined({ entity }) }));
}
