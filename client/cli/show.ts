import { claimStatuses } from '../../domain/claim/status.ts';
import type { Claimloop, ClaimFile, KnownStanding, LedgerAnswer, RecordedInput } from '../index.ts';
import { moneyText } from './ledger-text.ts';
import { noteText } from './notes.ts';
import { type CommonOptions, money, output } from './print.ts';
import { withClaimloop } from './session.ts';

/** What `show` prints of one claim beside its standing. */
interface Details {
  readonly inputs: readonly RecordedInput[];
  readonly file: ClaimFile;
  readonly ledger: LedgerAnswer<'ledger-claim'>;
}

/** `show CLAIM`: whose claim it is, where it stands, who acts next and by when, and what people last said. */
export async function show(reference: string, options: CommonOptions): Promise<void> {
  const { standing, details } = await withClaimloop(options.data, async (claimloop) => {
    const standing = await claimloop.standing(reference);
    return { standing, details: standing.status === 'REFUSED' ? null : await read(claimloop, standing) };
  });
  const { view, ...known } = standing;
  output(options, { ...known, ...view, ...details }, () =>
    details ? textOf(standing, details) : refusedText(standing),
  );
}

async function read(claimloop: Claimloop, { claimId }: KnownStanding): Promise<Details> {
  const [inputs, file, ledger] = await Promise.all([
    claimloop.inputs(claimId),
    claimloop.patientFile(claimId),
    claimloop.ledgerClaim(claimId),
  ]);
  return { inputs, file, ledger };
}

function refusedText({ claimId, status, next, problems }: KnownStanding): string {
  return [
    `${claimId}  ${status}: ${claimStatuses[status]}`,
    `Reason    ${next}`,
    ...problems.map(({ path, found, allowed }) => `Problem   ${path}: found ${found}; allowed: ${allowed}`),
  ].join('\n');
}

function textOf(standing: KnownStanding, { inputs, file, ledger }: Details): string {
  const { claimId, view, payerControlNumber, denialCategory } = standing;
  const { status, owner, next, dueOn, balanceCents, submissions, version, holds, statuses } = view;
  const refused = inputs.filter(({ refusal }) => refusal !== null).slice(-3);
  return [
    `${claimId}  ${status}: ${claimStatuses[status]}${denialCategory ? ` (denied: ${denialCategory})` : ''}`,
    ...refused.map(({ kind, refusal }) => `Refused   ${kind}: ${refusal}`),
    ...fileLines(file),
    ...(payerControlNumber ? [`Number    ${payerControlNumber} at the payer`] : []),
    `Next      ${owner}${dueOn ? `, by ${dueOn}` : ''}: ${next || 'nothing'}`,
    `Open      ${money(balanceCents)}`,
    `Sent      ${submissions === 1 ? 'once' : `${submissions} times`}; patient file version ${version}`,
    ...(holds.length > 0 ? [`Held      ${holds.join(', ')}`] : []),
    `History   ${statuses.join(' > ')}`,
    ...inputs.slice(-5).map((input) => `Note      ${noteText(input)}`),
    '',
    moneyText(ledger.balances),
  ].join('\n');
}

function fileLines({ patient, birthDate, serviceFrom, serviceTo, payer, chargedCents, answers }: ClaimFile): string[] {
  const days = serviceFrom === serviceTo ? serviceFrom : `${serviceFrom} to ${serviceTo}`;
  return [
    `Patient   ${patient}, born ${birthDate}`,
    `Service   ${days}, charged ${money(chargedCents)}`,
    `Payer     ${payer}`,
    ...answers.map(answerLine),
  ];
}

function answerLine({ statusCode, paidCents, adjustments, remarkCodes }: ClaimFile['answers'][number]): string {
  const codes = adjustments.map(({ group, reasonCode, amountCents }) => `${group}-${reasonCode} ${money(amountCents)}`);
  const said = [...codes, ...remarkCodes].join(', ') || 'no codes';
  return `Answer    status ${statusCode}, paid ${money(paidCents)}: ${said}`;
}
