import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { MovedAmount, RecordedInput } from '../index.ts';
import { addExamples, claimHelp } from './arguments.ts';
import { type CommonOptions, money, output } from './print.ts';
import { finding } from './problem.ts';
import { withClaimloop } from './session.ts';

/** `note` and `notes`: what people said about a claim. */
export function addNotes(program: Command): void {
  const note = program
    .command('note')
    .argument('<claim>', claimHelp)
    .argument('<text>', 'the note; it is kept and changes nothing')
    .description('add a note to a claim')
    .option('--by <who>', 'who writes it', userInfo().username)
    .action((id: string, text: string, _: object, inner: Command) => addNote(id, text, inner.optsWithGlobals()));
  addExamples(note, 'note 75D1X8QB8D7W "Called the payer; reference 8841."');
  const notes = program
    .command('notes')
    .argument('<claim>', claimHelp)
    .description('show every note, hold, correction, payment and write-off of people: who, when, why and how much')
    .action((id: string, _: object, inner: Command) => showNotes(id, inner.optsWithGlobals()));
  addExamples(notes, 'notes 75D1X8QB8D7W');
}

async function addNote(id: string, text: string, options: CommonOptions & { readonly by: string }): Promise<void> {
  const receipt = await withClaimloop(options.data, (claimloop) => claimloop.addNote(id, { by: options.by, text }));
  if (receipt.outcome === 'refused') throw finding(`Refused: ${receipt.reason}.`);
  output(options, receipt, () => `${id}: noted.`);
}

async function showNotes(id: string, options: CommonOptions): Promise<void> {
  const inputs = await withClaimloop(options.data, async (claimloop) => {
    const { claimId } = await claimloop.standing(id);
    return claimloop.inputs(claimId);
  });
  output(options, inputs, () =>
    inputs.length === 0 ? 'Nobody has written anything about this claim.' : inputs.map(noteText).join('\n'),
  );
}

/** One input of a person, and what it changed or why it was refused. */
export function noteText({ on, at, by, kind, content, refusal, changes = [], moved }: RecordedInput): string {
  const what = `${on} ${at.slice(11, 16)}Z  ${by ?? '(no name given)'}  ${describe(kind, content, moved)}`;
  const changed = changes.map(({ path, from, to }) => `${path}: ${valueText(from)} became ${valueText(to)}`);
  return [what, ...changed, ...(refusal === null ? [] : [`refused: ${refusal}`])].join('\n    ');
}

/** A value of the patient file as JSON, cut where it is long. */
function valueText(value: unknown): string {
  if (value === null) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}

function describe(kind: RecordedInput['kind'], content: string, moved: MovedAmount | undefined): string {
  const fields: Readonly<Record<string, unknown>> = { ...fieldsOf(content), ...moved };
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  switch (kind) {
    case 'addNote':
      return `note: ${text('text')}`;
    case 'hold':
      return `hold "${text('name')}": ${text('reason')}`;
    case 'release':
      return `release of "${text('name')}"${text('reason') ? `: ${text('reason')}` : ''}`;
    case 'withdraw':
      return `closed unsent: ${text('reason')}`;
    case 'correctClaim':
      return `correction ${text('correctionId')} of ${pathsOf(fields['set'])}: ${text('reason')}`;
    case 'recordPayment':
      return `payment ${text('paymentId')} of ${amount(fields['amountCents'])} by ${text('method')}`;
    case 'writeOff':
      return `write-off ${text('writeOffId')}${part(fields)}: ${text('reason')}`;
    case 'approveWriteOff':
      return `${approvalWord(text('decision'))} of the write-off ${text('writeOffId')}${part(fields)}`;
    case 'transfer':
      return `transfer ${text('transferId')}${part(fields)} from ${text('from')} to ${text('to')}: ${text('reason')}`;
  }
}

const approvalWord = (decision: string): string => (decision === 'refuse' ? 'refusal' : 'approval');

/** The party, line and amount that an input names. */
function part({ party, line, amountCents }: Readonly<Record<string, unknown>>): string {
  return [
    amountCents === undefined ? '' : ` of ${amount(amountCents)}`,
    typeof party === 'string' ? ` of ${party}` : '',
    typeof line === 'string' ? ` on line ${line}` : '',
  ].join('');
}

function pathsOf(set: unknown): string {
  return Object.keys(Object(set)).join(', ');
}

function amount(value: unknown): string {
  return Number.isSafeInteger(value) ? money(Number(value)) : 'an unreadable amount';
}

/** The fields of an input; none when it was cut for its size or is no object. */
function fieldsOf(content: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
