import { policyFor } from '../../../domain/policy/default-policy.ts';
import { anIntake } from '../../domain/builders.ts';
import type { Installation } from '../installation.ts';
import { type InterchangeText, x12File } from './x12-text.ts';

/** Names one payment for a claim. */
export const one = (trace: string, claimId: string) => ({ trace, claimId });

/** Opens claims, receives files from the payer and shows what came of them, in the installation of a test. */
export function postingIn(getOffice: () => Installation) {
  let claims = 0;

  /** Opens a claim of $100.00. Returns its id. */
  async function openOne(): Promise<string> {
    const claimId = `FILE${String((claims += 1)).padStart(4, '0')}`;
    const intake = {
      ...anIntake((json) => {
        json.claim.serviceLines = json.claim.serviceLines
          .map((line) => ({ ...line, chargeAmountCents: 10_000 }))
          .slice(0, 1);
      }),
      externalId: claimId,
      patientControlNumber: claimId,
    };
    const opened = await getOffice().database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    return claimId;
  }

  const isSettled = async (claimId: string): Promise<boolean> => {
    const policy = policyFor('default', getOffice().config.clock, {});
    if (!policy) throw new Error('no default policy');
    return (await getOffice().database.whoOwes({ claimId, policy })).kind === 'nobody';
  };

  const receive = (...interchanges: readonly InterchangeText[]) =>
    getOffice().receive('payer', `f${(claims += 1)}.edi`, x12File(...interchanges));

  async function fileItems(): Promise<readonly string[]> {
    const report = await getOffice().database.readReport({ report: 'worklist' });
    return report.report === 'worklist'
      ? report.items.filter(({ kind }) => kind === 'file').map(({ found }) => found)
      : [];
  }

  return { fileItems, isSettled, openOne, receive };
}
