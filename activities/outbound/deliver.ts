import type { TradingPartner } from '../config.ts';
import type { ActivityContext } from '../context.ts';
import { reached } from '../failpoints.ts';
import { signalClaims } from '../files/signal-claims.ts';
import { partnerAnswered } from '../partner-trouble.ts';
import { withMailbox } from '../transports/transport.ts';

/** Leaves a file in a partner's inbox. Claims that waited for the partner go on, since it takes files. */
export async function deliver(
  context: ActivityContext,
  partner: Pick<TradingPartner, 'partnerId' | 'transport'>,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<void> {
  await withMailbox(partner, (mailbox) => mailbox.put(file.name, file.bytes));
  await reached('after-send');
  const woken = await partnerAnswered(context, { partner: partner.partnerId, by: 'send' });
  if (woken > 0) await signalClaims(context);
}
