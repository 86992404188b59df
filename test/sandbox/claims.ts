import { isoDate } from '../../domain/dates.ts';
import { claimTo837P } from '../../domain/edi/claim-to-837p.ts';
import type { ClaimSeen } from '../../sandbox/payer/claim-seen.ts';
import { type Plan, plansSchema } from '../../sandbox/schema/plans.ts';
import { type Claims837P, guides, write837P } from '../../x12/index.ts';
import { anIntake } from '../domain/builders.ts';
import { anInterchange, textOf, written } from '../x12/builders.ts';

/** A claim as the payer sees it, with one line for each charge. */
export function aClaim(charges: readonly number[] = [20_000], change: Partial<ClaimSeen> = {}): ClaimSeen {
  return {
    patientControlNumber: 'V88121A7K2',
    memberId: 'W1',
    groupNumber: '',
    chargeCents: charges.reduce((sum, charge) => sum + charge, 0),
    frequency: '1',
    replaces: undefined,
    hasAuthorization: false,
    lacksSpecialty: false,
    isSecondary: false,
    lines: charges.map((chargeCents, index) => ({
      lineId: String(index + 1),
      procedureCode: 'G0463',
      modifiers: [],
      serviceDate: '2026-03-02',
      units: 1,
      chargeCents,
      leftCents: chargeCents,
    })),
    ...change,
  };
}

/** A plan that pays 80 percent, with other fields. */
export function aPlan(change: object = {}): Plan {
  const [plan] = plansSchema.parse([{ title: 'a plan', markers: [], ...change }]);
  return plan as Plan;
}

/** The value of an 837P with the example claim of a member. */
export function claimOf(memberId: string, claimId = 'V88121A7K2'): Claims837P {
  return claimTo837P({
    intake: anIntake((json) => {
      json.insurance = json.insurance.map((one) => ({ ...one, memberId }));
    }),
    claimId,
    as: 'original',
    senderId: 'SENDER',
    receiverId: 'RECEIVER',
    reference: `${claimId}-1`,
    on: isoDate('2026-03-05'),
    at: '1200',
  });
}

/** The bytes of an interchange with one group for each list of sets. */
export function fileOf(...groups: readonly (readonly Claims837P[])[]): string {
  const { version } = guides['837p'];
  return textOf(
    written(
      anInterchange([], {
        groups: groups.map((sets, index) => ({
          ...{ functionalId: 'HC', senderCode: 'SENDER', receiverCode: 'RECEIVER', control: 7 + index, version },
          sets: sets.map((claims, at) => write837P(claims, String(at + 1).padStart(4, '0'))),
        })),
        characters: 'clean',
      }),
    ),
  );
}
