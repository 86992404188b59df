import type { Acknowledgment999, ClaimAcknowledgment277, InterchangeAcknowledgment } from '../../x12/index.ts';
import type {
  ClaimAnswer,
  FunctionalAnswer,
  InterchangeAnswer,
  StatusCode,
  StructuralFault,
} from '../acknowledgment/acknowledgment.ts';

/** Reads a TA1. Payers may omit the leading zeros of its control number. */
export function interchangeAnswer({ control, code, noteCode }: InterchangeAcknowledgment): InterchangeAnswer {
  return { kind: 'interchange', interchangeControl: control.padStart(9, '0'), isAccepted: code !== 'R', noteCode };
}

/** Reads a 999: each set of the group with its faults. @source 005010X231A1 */
export function functionalAnswer(value: Acknowledgment999): FunctionalAnswer {
  return {
    kind: 'functional',
    groupControl: String(value.group.control),
    groupCode: value.verdict.code,
    sets: (value.sets ?? []).map((set) => ({
      setControl: set.set.control,
      isAccepted: ['A', 'E'].includes(set.verdict.code),
      faults: (set.faults ?? []).flatMap(structuralFaults),
    })),
  };
}

function structuralFaults(
  fault: NonNullable<NonNullable<Acknowledgment999['sets']>[number]['faults']>[number],
): readonly StructuralFault[] {
  const { id, position, loop, code } = fault.segment;
  const at = { segment: id, position, ...(loop ? { loop } : {}), ...(code ? { segmentErrorCode: code } : {}) };
  const elements = fault.elements ?? [];
  if (elements.length === 0) return [at];
  return elements.map(({ element }) => ({ ...at, element: element.place.element, elementErrorCode: element.code }));
}

type Receiver277 = NonNullable<NonNullable<ClaimAcknowledgment277['sources']>[number]['receivers']>[number];
type Provider277 = NonNullable<Receiver277['providers']>[number];
type Claim277 = NonNullable<NonNullable<Provider277['patients']>[number]['claims']>[number];
type Status277 = NonNullable<Claim277['statuses']>[number];

/** Reads the claims of a 277CA. @source 005010X214 */
export function claimAnswers(value: ClaimAcknowledgment277): readonly ClaimAnswer[] {
  return receiversOf(value).flatMap(({ status, providers = [] }) =>
    providers.flatMap((provider) => claimsOf(provider).map((claim) => claimAnswer(claim, status.trace.number))),
  );
}

/** 277CA: the rejection of a whole batch, or of all claims of one provider in it, without listing the claims. */
export interface BatchAnswer {
  readonly kind: 'batch';
  /** Position of the TRN segment that opens the statuses, ST = 1. */
  readonly position: number;
  /** Our number of the submission (BHT03). */
  readonly reference: string;
  /** NPI or tax id, if only the claims of one billing provider are rejected. */
  readonly providerId?: string;
  readonly verdict: 'rejected';
  readonly statuses: readonly StatusCode[];
}

/**
 * Reads the rejections above claim level of a 277CA. Each applies to every claim of its batch or provider.
 * @source 005010X214, 2200B, 2200C
 */
export function batchAnswers(value: ClaimAcknowledgment277): readonly BatchAnswer[] {
  return receiversOf(value).flatMap(({ status, providers }) => {
    const reference = status.trace.number;
    const whole = rejection(status, (providers ?? []).flatMap(claimsOf), { reference });
    const parts = (providers ?? []).flatMap((provider) =>
      provider.status
        ? rejection(provider.status, claimsOf(provider), { reference, providerId: provider.name.id })
        : [],
    );
    return whole.length > 0 ? whole : parts;
  });
}

/** If the level has claims, their statuses decide; its own status only summarizes them. */
function rejection(
  status: Receiver277['status'] | NonNullable<Provider277['status']>,
  claims: readonly Claim277[],
  { reference, providerId }: { readonly reference: string; readonly providerId?: string | undefined },
): readonly BatchAnswer[] {
  const statuses = statusCodes(status.statuses ?? []);
  if (claims.length > 0 || verdictOf(statuses) !== 'rejected') return [];
  const provider = providerId ? { providerId } : {};
  return [{ kind: 'batch', position: status.position ?? 0, reference, ...provider, verdict: 'rejected', statuses }];
}

function receiversOf({ sources }: ClaimAcknowledgment277): readonly Receiver277[] {
  return (sources ?? []).flatMap(({ receivers }) => receivers ?? []);
}

function claimsOf({ patients }: Provider277): readonly Claim277[] {
  return (patients ?? []).flatMap(({ claims }) => claims ?? []);
}

function claimAnswer(loop: Claim277, reference: string): ClaimAnswer {
  const lines = (loop.services ?? []).flatMap((service) => service.statuses ?? []);
  const statuses = statusCodes([...(loop.statuses ?? []), ...lines]);
  return {
    kind: 'claim',
    position: loop.position ?? 0,
    patientControlNumber: loop.trace.number,
    reference,
    ...(loop.payerControlNumber ? { payerControlNumber: loop.payerControlNumber.value } : {}),
    verdict: verdictOf(statuses),
    statuses,
  };
}

/** An STC has up to three statuses. */
function statusCodes(given: readonly Status277[]): readonly StatusCode[] {
  return given
    .flatMap(({ statuses }) => statuses)
    .map(({ category, status, entity }) => ({ category, status, ...(entity ? { entity } : {}) }));
}

const rejecting = new Set(['A3', 'A4', 'A6', 'A7', 'A8']);

/** The worst status decides. A status other than acceptance or rejection only confirms receipt. */
function verdictOf(statuses: readonly StatusCode[]): ClaimAnswer['verdict'] {
  if (statuses.some(({ category }) => rejecting.has(category))) return 'rejected';
  return statuses.some(({ category }) => category === 'A2') ? 'accepted' : 'received';
}
