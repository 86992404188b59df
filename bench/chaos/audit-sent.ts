import type { Check } from './check.ts';
import { rowsOf } from './books.ts';
import { accountsPlaced, claimsReceived, statementsPrinted } from './partner-files.ts';
import type { PlayedClaim } from './people.ts';

/** Submissions of a claim by story, if not one. */
const submissionsOf: Readonly<Record<number, number>> = { 2: 2, 3: 2, 4: 2, 6: 0 };

/** What the payer, the agency and the printer have received, against the stories and the tables. */
export async function auditSent(folder: string, claims: readonly PlayedClaim[]): Promise<readonly Check[]> {
  return [submissions(folder, claims), placements(folder, claims), await statements(folder, claims)];
}

/** Each submission once, under a control number of its own. A resend after a deadline repeats the bytes. */
function submissions(folder: string, claims: readonly PlayedClaim[]): Check {
  const received = claimsReceived(folder);
  const isResend = (name: string): boolean => /-r\d+\.[^.]*$/.test(name);
  const first = received.filter(({ name }) => !isResend(name));
  const bytes = new Set(first.map(({ sha256 }) => sha256));
  const controls = new Set(first.map(({ control }) => control));
  return {
    name: 'no claim is sent twice',
    seen: received.length,
    findings: [
      ...claims.flatMap(({ claimId, scenario }) => {
        const times = first.filter((one) => one.claimId === claimId).length;
        const expected = submissionsOf[scenario?.number ?? 0] ?? 1;
        return times === expected ? [] : [`${claimId} (story ${scenario?.number}) was sent ${times} times`];
      }),
      ...(controls.size === first.length ? [] : ['two submissions have one control number']),
      ...received
        .filter(({ name, sha256 }) => isResend(name) && !bytes.has(sha256))
        .map(({ name }) => `${name} does not repeat a submission`),
    ],
  };
}

function placements(folder: string, claims: readonly PlayedClaim[]): Check {
  const placed = accountsPlaced(folder);
  return {
    name: 'no account is placed twice',
    seen: claims.length,
    findings: claims.flatMap(({ claimId, scenario }) => {
      const times = placed.filter((one) => one === claimId).length;
      const expected = scenario?.end.status === 'PLACED' ? 1 : 0;
      return times === expected ? [] : [`${claimId} (story ${scenario?.number}) was placed ${times} times`];
    }),
  };
}

/** Each statement that is stored is printed once, in one billing cycle, and none goes to who owes nothing. */
async function statements(folder: string, claims: readonly PlayedClaim[]): Promise<Check> {
  const rows = await rowsOf<{ claimId: string; cycle: number; numbers: number[]; isSent: boolean }>(
    folder,
    `select claim_id as "claimId", cycle, array_agg(number order by number) as numbers,
       bool_and(sent_at is not null) as "isSent"
     from statement group by claim_id, cycle`,
  );
  const printed = statementsPrinted(folder);
  const count = rows.reduce((total, { numbers }) => total + numbers.length, 0);
  const billed = new Set(rows.map(({ claimId }) => claimId));
  return {
    name: 'no statement is sent twice',
    seen: printed.length,
    findings: [
      ...(printed.length === count ? [] : [`${count} statements are stored, ${printed.length} are printed`]),
      ...rows.filter(({ cycle }) => cycle !== 1).map(({ claimId }) => `${claimId} is billed in a second cycle`),
      ...rows.filter(({ isSent }) => !isSent).map(({ claimId }) => `a statement of ${claimId} is not sent`),
      ...rows
        .filter(({ numbers }) => numbers.some((number, index) => number !== index + 1))
        .map(({ claimId, numbers }) => `${claimId} has the statements ${numbers.join(', ')}`),
      ...claims
        .filter(({ claimId, scenario }) => billed.has(claimId) !== isBilled(scenario))
        .map(({ claimId, scenario }) => `${claimId} (story ${scenario?.number}) is billed, or is not`),
    ],
  };
}

function isBilled(scenario: PlayedClaim['scenario']): boolean {
  return (scenario?.people.some((one) => one.do === 'pay') ?? false) || scenario?.end.status === 'PLACED';
}
