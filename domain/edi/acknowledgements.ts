import type { Acknowledgement999, ClaimAcknowledgement277, InterchangeAcknowledgement } from '../../x12/index.ts';
import type {
  ClaimAnswer,
  FunctionalAnswer,
  InterchangeAnswer,
  StatusCode,
  StructuralFault,
} from '../acknowledgement/acknowledgement.ts';

/** TA1. */
export function interchangeAnswer({ control, code, noteCode }: InterchangeAcknowledgement): InterchangeAnswer {
  return { kind: 'interchange', interchangeControl: control, isAccepted: code !== 'R', noteCode };
}

/** 999: each set of the group, with the faults that were found in it. @source 005010X231A1 */
export function functionalAnswer(value: Acknowledgement999): FunctionalAnswer {
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
  fault: NonNullable<NonNullable<Acknowledgement999['sets']>[number]['faults']>[number],
): readonly StructuralFault[] {
  const { id, position, loop, code } = fault.segment;
  const at = { segment: id, position, ...(loop ? { loop } : {}), ...(code ? { segmentErrorCode: code } : {}) };
  const elements = fault.elements ?? [];
  if (elements.length === 0) return [at];
  return elements.map(({ element }) => ({ ...at, element: element.place.element, elementErrorCode: element.code }));
}

type Patient277 = NonNullable<
  NonNullable<
    NonNullable<NonNullable<ClaimAcknowledgement277['sources']>[number]['receivers']>[number]['providers']
  >[number]['patients']
>[number];
type Claim277 = NonNullable<Patient277['claims']>[number];

/** 277CA: each claim that it names. @source 005010X214 */
export function claimAnswers(value: ClaimAcknowledgement277): readonly ClaimAnswer[] {
  return (value.sources ?? []).flatMap(({ receivers }) =>
    (receivers ?? []).flatMap(({ providers }) =>
      (providers ?? []).flatMap(({ patients }) =>
        (patients ?? []).flatMap(({ claims }) => (claims ?? []).map(claimAnswer)),
      ),
    ),
  );
}

function claimAnswer(loop: Claim277): ClaimAnswer {
  const lines = (loop.services ?? []).flatMap((service) => service.statuses ?? []);
  const statuses = [...(loop.statuses ?? []), ...lines]
    .flatMap((status) => [status.status, status.status2, status.status3])
    .filter((status) => status !== undefined)
    .map(({ category, status, entity }) => ({ category, status, ...(entity ? { entity } : {}) }));
  return {
    kind: 'claim',
    position: loop.position ?? 0,
    patientControlNumber: loop.trace.number,
    ...(loop.payerControlNumber ? { payerControlNumber: loop.payerControlNumber.value } : {}),
    verdict: verdictOf(statuses),
    statuses,
  };
}

const refusing = new Set(['A3', 'A4', 'A6', 'A7', 'A8']);

/** The worst status counts. Anything that is neither an acceptance nor a refusal only says that the claim was seen. */
function verdictOf(statuses: readonly StatusCode[]): ClaimAnswer['verdict'] {
  if (statuses.some(({ category }) => refusing.has(category))) return 'rejected';
  return statuses.some(({ category }) => category === 'A2') ? 'accepted' : 'received';
}
