import type { Command } from 'commander';
import type { RemittanceDetail, RemittanceList, RemittanceRow } from '../../activities/remittance-contract.ts';
import type { DecisionResult, RemittanceDecision } from '../../activities/worklist-contract.ts';
import { addExamples } from './arguments.ts';
import { addReason, decided, type ReasonOptions } from './files.ts';
import { type CommonOptions, money, output, table } from './print.ts';
import { finding } from './problem.ts';
import { withClaimloop } from './session.ts';

const partHelp = 'FILE:SEGMENT as `remit list` prints it, such as 12:17';
const partsHelp = `${partHelp}; FILE alone for all that is open of a file`;

/** `remit list|show|match|unmatch|accept|refuse|payer`: what of a remittance is not posted without a person. */
export function addRemittances(program: Command): void {
  const remit = program.command('remit').description('payments of payers that do not fit, and what to do with them');
  const list = remit
    .command('list')
    .argument('[file-id]', 'all parts of this file; without it, all parts that are open')
    .description('list claim payments and provider-level adjustments that a person decides about')
    .action((fileId: string | undefined, _: object, inner: Command) => listParts(fileId, inner.optsWithGlobals()));
  addExamples(list, 'remit list', 'remit list 12');
  const show = remit
    .command('show')
    .argument('<part>', partHelp)
    .description('show a part of a remittance: amounts, what does not fit, and what people decided (PHI)')
    .action((part: string, _: object, inner: Command) => showPart(part, inner.optsWithGlobals()));
  addExamples(show, 'remit show 12:17');
  addMatch(remit);
  addDecision(remit, 'unmatch', 'take a payment back from its claim with reversing entries; its money is unapplied');
  addDecision(remit, 'accept', 'post it as it is, although it does not fit');
  addDecision(remit, 'refuse', 'do not post it: it is not ours, or it was paid already');
  addPayer(remit);
}

function addMatch(remit: Command): void {
  const match = addReason(remit.command('match').argument('<part>', partHelp).argument('<claim-id>', 'the claim'))
    .description('post a payment to the claim that it is about; its amounts must fit')
    .action((segment: string, claimId: string, _: object, inner: Command) => {
      const { by, reason, ...options } = inner.optsWithGlobals<ReasonOptions>();
      return decide(options, { kind: 'match-remittance', segment, claimId, by, reason }, `posted to ${claimId}`);
    });
  addExamples(match, 'remit match 12:17 V88121A7K2 --reason "name changed" --by ann');
}

const words = { unmatch: 'unapplied again', accept: 'posted', refuse: 'refused' } as const;

function addDecision(remit: Command, name: keyof typeof words, description: string): void {
  const command = addReason(remit.command(name).argument('<part>', name === 'unmatch' ? partHelp : partsHelp))
    .description(description)
    .action((segment: string, _: object, inner: Command) => {
      const { by, reason, ...options } = inner.optsWithGlobals<ReasonOptions>();
      return decide(options, { kind: `${name}-remittance`, segment, by, reason }, words[name]);
    });
  addExamples(command, `remit ${name} 12:17 --reason "the payer confirmed it by phone" --by ann`);
}

function addPayer(remit: Command): void {
  const payer = addReason(
    remit
      .command('payer')
      .argument('<partner-id>', 'the partner that sent the remittance')
      .argument('<originator-id>', 'TRN03 of the remittance'),
  )
    .description('accept a payer that a partner has not sent before; its quarantined files are read again')
    .action((partnerId: string, originatorId: string, _: object, inner: Command) => {
      const { by, reason, ...options } = inner.optsWithGlobals<ReasonOptions>();
      return decided(
        options,
        (result) => `${originatorId}: accepted from ${partnerId}. ${filesOf(result)} read again at the next visit.`,
        (claimloop) => claimloop.acceptRemitter({ partnerId, originatorId }, { by, reason }),
      );
    });
  addExamples(payer, 'remit payer example-payer 1512345678 --reason "new name of the plan" --by ann');
}

function filesOf(result: DecisionResult): string {
  const files = result.outcome === 'done' ? (result.files ?? 0) : 0;
  return files === 1 ? '1 file is' : `${files} files are`;
}

function decide(options: CommonOptions, decision: RemittanceDecision, word: string): Promise<void> {
  const sentence = (result: DecisionResult): string => {
    const { note, parts } = result.outcome === 'done' ? result : {};
    return `${decision.segment}: ${note ?? (parts === undefined ? word : `${word}, ${parts} parts`)}.`;
  };
  return decided(options, sentence, (claimloop) => claimloop.decideRemittance(decision));
}

async function listParts(fileId: string | undefined, options: CommonOptions): Promise<void> {
  const list = await withClaimloop(options.data, (claimloop) => claimloop.remittances({ fileId }));
  output(options, list, () => listText(list));
}

function listText({ parts, isMore }: RemittanceList): string {
  if (parts.length === 0) return 'There are no such payments.';
  const rows = parts.map((part) => [
    ...[part.part, part.state, part.claimId ?? '', part.controlNumber ?? `PLB ${part.code}`],
    ...[money(part.paidCents), part.traceNumber, part.paidOn, part.findings.join(', ')],
  ]);
  const heads = ['part', 'state', 'claim', 'number', '>paid', 'check', 'day', 'findings'];
  return [table(heads, rows), ...(isMore ? ['There are more: name a file to see its parts.'] : [])].join('\n');
}

async function showPart(part: string, options: CommonOptions): Promise<void> {
  const found = await withClaimloop(options.data, (claimloop) => claimloop.remittance(part));
  if (!found) throw finding(`There is no single part ${part}: \`remit list FILE\` lists the parts of a file.`);
  output(options, found, () => detailText(found));
}

function detailText(detail: RemittanceDetail): string {
  const { amounts, posted, questions, decisions, reference } = detail;
  return [
    ...headOf(detail),
    ...(reference === null ? [] : [`Reference  ${reference}`]),
    ...amounts.map(({ of, chargeCents, paidCents, adjustments }) =>
      [`${of}: charge ${money(chargeCents)}, paid ${money(paidCents)}`, ...adjustments.map(adjustmentText)].join(', '),
    ),
    ...posted.map(({ line, kind, amountCents }) => `posted ${line || 'claim'}: ${kind} ${money(amountCents)}`),
    ...questions.flatMap(({ found, canDo }) => [found, `  ${canDo}`]),
    ...decisions.map(({ kind, claimId, by, on, reason }) =>
      [`${on} ${by}: ${kind}`, ...(claimId === null ? [] : [claimId]), `"${reason}"`].join(' '),
    ),
  ].join('\n');
}

function adjustmentText({ code, amountCents }: RemittanceDetail['amounts'][number]['adjustments'][number]): string {
  return `${code} ${money(amountCents)}`;
}

function headOf({ part, state, kind, claimId, controlNumber, code, ...row }: RemittanceRow): readonly string[] {
  const what = kind === 'payment' ? `claim payment for ${controlNumber} (status ${code})` : `adjustment PLB ${code}`;
  return [
    `${part}  ${state}, ${what}`,
    `Payment    ${money(row.paidCents)} of check or transfer ${row.traceNumber}, ${row.payerName}, ${row.paidOn}`,
    ...(claimId === null ? [] : [`Claim      ${claimId}`]),
    ...(row.findings.length === 0 ? [] : [`Findings   ${row.findings.join(', ')}`]),
  ];
}
