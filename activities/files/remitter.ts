import { billedClaim } from '../../domain/remittance/billed-claim.ts';
import { samePayer } from '../../domain/remittance/payer-name.ts';
import type { RemittancePayment } from '../../domain/remittance/remittance.ts';
import { intakesOf } from '../store/claims.ts';
import { isKnownRemitter, mapRemitter } from '../store/remitters.ts';
import { isAccepted } from './addressee.ts';
import type { SetContext } from './file-context.ts';
import { printable } from './printable.ts';
import { Quarantine } from './quarantine.ts';

/**
 * Throws Quarantine if the payer of a remittance (TRN03) is unknown for this partner: not in `accepts.remitterIds`, not
 * mapped by a person, and not the payer of one of its `claims`. The last is remembered.
 */
export async function refuseUnknownRemitter(
  context: SetContext,
  remittance: RemittancePayment,
  claims: readonly string[],
): Promise<void> {
  const { sql, partner, today } = context;
  const { originatorId, payerId, payerName } = remittance;
  const { remitterIds = [] } = partner.accepts ?? {};
  if ([originatorId, payerId].some((id) => id !== undefined && isAccepted(id, remitterIds))) return;
  if (payerId !== undefined && partner.payerIds.includes(payerId)) return;
  const remitter = { partnerId: partner.partnerId, originatorId };
  if (await isKnownRemitter(sql, remitter)) return;
  const coverages = [...(await intakesOf(sql, claims))].flatMap(([id, intake]) => billedClaim(id, intake).coverages);
  if (!coverages.some((coverage) => samePayer(coverage, remittance))) throw unknownRemitter(remitter, payerName);
  await mapRemitter(sql, { ...remitter, by: 'claimloop', reason: 'it is the payer of a claim that it pays', today });
}

function unknownRemitter(remitter: { readonly partnerId: string; readonly originatorId: string }, name: string) {
  const { partnerId, originatorId } = remitter;
  const id = printable(originatorId, 50);
  return new Quarantine(
    `its payer ${printable(name, 60)}, ${id} (TRN03), is not known for this partner; if it is right: ` +
      `claimloop remit payer ${partnerId} ${id} --reason TEXT --by NAME`,
  );
}
