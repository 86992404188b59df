import { claimStatuses } from '../../domain/claim/status.ts';
import type { Claimloop, ClaimFile, ClaimView, InboxEntry, RecordedInput } from '../index.ts';
import { noteText } from './notes.ts';
import { type CommonOptions, money, output } from './print.ts';
import { withClaimloop } from './session.ts';

/** What `show` prints of one claim. */
interface Shown {
  readonly view: ClaimView;
  readonly inbox: readonly InboxEntry[];
  readonly inputs: readonly RecordedInput[];
  /** Undefined for a claim that was refused: nothing of it is stored. */
  readonly file: ClaimFile | undefined;
}

/** `show ID`: whose claim it is, where it stands, who acts next and by when, and what people last said. */
export async function show(id: string, options: CommonOptions): Promise<void> {
  const shown = await withClaimloop(options.data, (claimloop) => read(claimloop, id));
  const { view, inbox, inputs, file } = shown;
  output(options, { ...view, inbox, inputs, file }, () => textOf(id, shown));
}

async function read(claimloop: Claimloop, id: string): Promise<Shown> {
  const view = await claimloop.status(id);
  const [inbox, inputs] = [await claimloop.inbox(id), await claimloop.inputs(id)];
  return { view, inbox, inputs, file: view.status === 'REFUSED' ? undefined : await claimloop.patientFile(id) };
}

function textOf(id: string, { view, inbox, inputs, file }: Shown): string {
  const { status, owner, next, dueOn, balanceCents, submissions, version, holds, statuses } = view;
  const refused = inbox.filter(({ receipt }) => receipt.outcome === 'refused').slice(-3);
  return [
    `${id}  ${status}: ${claimStatuses[status]}`,
    ...refused.map(({ input, receipt }) => `Refused   ${input}: ${'reason' in receipt ? receipt.reason : ''}`),
    ...(file ? fileLines(file) : []),
    `Next      ${owner}${dueOn ? `, by ${dueOn}` : ''}: ${next || 'nothing'}`,
    `Open      ${money(balanceCents)}`,
    `Sent      ${submissions === 1 ? 'once' : `${submissions} times`}; patient file version ${version}`,
    ...(holds.length > 0 ? [`Held      ${holds.join(', ')}`] : []),
    `History   ${statuses.join(' > ')}`,
    ...inputs.slice(-5).map((input) => `Note      ${noteText(input)}`),
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
