import type { SendAs } from '../claim/send-as.ts';
import type { Intake } from '../schema/intake.ts';

/**
 * The patient file as it goes to the payer. A new claim after an adjudication leaves out the lines for which the payer
 * owes nothing: it would deny them as duplicates. A replacement has all lines, since it takes the place of the whole
 * claim. `openLines` is undefined if the claim was never adjudicated, or if what is owed is not known by line.
 */
export function intakeToSend(intake: Intake, as: SendAs, openLines: ReadonlySet<string> | undefined): Intake {
  if (as !== 'original' || !openLines) return intake;
  const serviceLines = intake.claim.serviceLines.filter(({ lineId }) => openLines.has(lineId));
  return serviceLines.length === 0 ? intake : { ...intake, claim: { ...intake.claim, serviceLines } };
}
