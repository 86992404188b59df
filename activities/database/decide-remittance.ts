import { acceptedAdjustmentEntry, refusalEntry } from '../../domain/ledger/remittance-entries.ts';
import type { FindingCode, RemittanceFinding } from '../../domain/remittance/finding.ts';
import { isoDate } from '../../domain/dates.ts';
import { negate } from '../../domain/money.ts';
import type { ActivityContext } from '../context.ts';
import { itemAfterDecision, remittanceItemKey } from '../files/remittance-items.ts';
import { partnerById } from '../partners.ts';
import type { Sql } from '../store/database.ts';
import { post } from '../store/journal.ts';
import {
  type AdjustmentPart,
  adjustmentParts,
  type PartName,
  type PaymentPart,
  paymentParts,
  readPartName,
  recordDecision,
} from '../store/remittance-parts.ts';
import { settleItemsOf } from '../store/work-items.ts';
import type { DecisionResult, RemittanceDecision } from '../worklist-contract.ts';
import { type Deciding, planFor, postPart, refusePart, unpostPart } from './post-decision.ts';

const done = { outcome: 'done' } as const;
const refused = (reason: string): DecisionResult => ({ outcome: 'refused', reason });

type Given = { readonly sql: Sql; readonly context: ActivityContext; readonly decision: RemittanceDecision };

/**
 * Does what a person decided about a claim payment or a provider-level adjustment. Without a segment it is about all
 * open ones of a file. The same again changes nothing.
 */
export async function decideRemittance(given: Given): Promise<DecisionResult> {
  const { sql, decision } = given;
  const name = readPartName(decision.segment);
  if (!name) return refused('a part of a remittance is named FILE:SEGMENT, such as 12:17');
  const payments = await paymentParts(sql, name);
  const adjustments = await adjustmentParts(sql, name);
  if (name.segment === undefined) return decideFile(given, payments, adjustments);
  const [part, adjustment] = [payments[0], adjustments[0]];
  if (payments.length + adjustments.length > 1) return refused(ambiguous(name));
  if (part) return decidePayment(given, part);
  return adjustment ? decideAdjustment(given, adjustment) : refused('there is no such claim payment or adjustment');
}

function ambiguous({ fileId, segment }: PartName): string {
  return `several parts have this name: add interchange, group and set, such as ${fileId}:1.1.2:${segment}`;
}

/** Refuses or accepts everything of a file that is open. The first refusal undoes all of it. */
async function decideFile(
  given: Given,
  payments: readonly PaymentPart[],
  adjustments: readonly AdjustmentPart[],
): Promise<DecisionResult> {
  const { kind } = given.decision;
  if (kind !== 'accept-remittance' && kind !== 'refuse-remittance') return refused('name the segment: FILE:SEGMENT');
  const open = payments.filter(({ state }) => state === 'exception');
  const openAdjustments = adjustments.filter(({ state }) => state === 'exception');
  if (payments.length + adjustments.length === 0) return refused('there is no remittance in such a file');
  for (const part of open) {
    // A payment before it may have let this one be posted.
    const [now] = await paymentParts(given.sql, nameOf(part));
    const result = now?.state === 'exception' ? await decidePayment(given, now) : done;
    if (result.outcome === 'refused') throw new PartRefused(`segment ${nameOf(part).segment}: ${result.reason}`);
  }
  for (const part of openAdjustments) await decideAdjustment(given, part);
  return { ...done, parts: open.length + openAdjustments.length };
}

/** A decision about a whole file that one of its parts refuses; it undoes the transaction. */
export class PartRefused extends Error {}

function nameOf({ fileId, source }: PaymentPart): PartName {
  const [, place, segment] = source.split(':');
  return { fileId, place, segment, index: undefined };
}

async function decidePayment(given: Given, part: PaymentPart): Promise<DecisionResult> {
  switch (given.decision.kind) {
    case 'match-remittance':
      return matchPayment(given, part, given.decision.claimId);
    case 'accept-remittance':
      return acceptPayment(given, part);
    case 'refuse-remittance':
      if (part.state === 'refused') return done;
      if (part.state !== 'exception') return refused('it is posted: unmatch it first');
      await refusePart(await deciding(given, part, 'refuse'));
      return done;
    case 'unmatch-remittance':
      return unmatchPayment(given, part);
  }
}

/** Posts it to the claim that a person names, if its amounts fit. The person answers for patient and days. */
async function matchPayment(given: Given, part: PaymentPart, claimId: string): Promise<DecisionResult> {
  if (part.state === 'posted' && part.claimId === claimId) return done;
  if (part.state !== 'exception') return refused('it is not open: unmatch it first');
  const { sql, context } = given;
  const asking = { sql, part, partner: partnerById(context.partners, part.partnerId), today: context.today() };
  const plan = await planFor(asking, claimId);
  if (!plan) return refused(`there is no claim ${claimId}`);
  const left = plan.findings.filter(({ code }) => !answeredByMatch.has(code));
  const by = await deciding(given, part, 'match', claimId);
  if (left.length === 0) {
    await postPart(by, claimId, plan);
    return done;
  }
  await keepForClaim(by, claimId, left);
  return { ...done, note: `it is kept for ${claimId} and not posted: ${sentences(left)}` };
}

const answeredByMatch: ReadonlySet<FindingCode> = new Set(['other-patient', 'other-date', 'unknown-claim']);

async function keepForClaim(by: Deciding, claimId: string, findings: readonly RemittanceFinding[]): Promise<void> {
  const { sql, part, today } = by;
  await sql.rows('update remittance_claim set claim_id = $2, findings = $3 where id = $1::bigint', [
    part.id,
    claimId,
    findings.map(({ code }) => code),
  ]);
  await settleItemsOf(sql, { key: remittanceItemKey(part.source), how: `matched to ${claimId}`, by: by.by, today });
  await itemAfterDecision(by, { claimId, found: `It is not posted: ${sentences(findings)}.` });
}

async function acceptPayment(given: Given, part: PaymentPart): Promise<DecisionResult> {
  const { sql, context } = given;
  if (part.state === 'posted' || part.state === 'reversed') return done;
  if (part.state === 'refused') return refused('it is refused: unmatch it first');
  if (part.claimId === null) return refused('its claim is not known: match it to a claim');
  const asking = { sql, part, partner: partnerById(context.partners, part.partnerId), today: context.today() };
  const plan = await planFor(asking, part.claimId);
  if (!plan) return refused(`there is no claim ${part.claimId}`);
  if (plan.findings.some(({ code }) => code === 'reversal-without-original'))
    return refused('nothing is posted that it could reverse: match it to another claim, or refuse it');
  await postPart(await deciding(given, part, 'accept', part.claimId), part.claimId, plan);
  return done;
}

async function unmatchPayment(given: Given, part: PaymentPart): Promise<DecisionResult> {
  if (part.state === 'exception' && part.claimId === null) return done;
  if (part.state === 'reversed') return refused('a later payment reverses it: unmatch that one first');
  const by = await deciding(given, part, 'unmatch', part.claimId);
  if (part.state === 'exception')
    await settleItemsOf(by.sql, { key: remittanceItemKey(part.source), how: 'unmatched', by: by.by, today: by.today });
  await unpostPart(by);
  await itemAfterDecision(by, { claimId: null, found: 'A person took it back from its claim.' });
  return done;
}

async function deciding(
  { sql, context, decision }: Given,
  part: PaymentPart,
  kind: 'match' | 'accept' | 'refuse' | 'unmatch',
  claimId: string | null = null,
): Promise<Deciding> {
  const { by, reason } = decision;
  const today = context.today();
  const ordinal = await recordDecision(sql, { source: part.source, kind, claimId, by, reason, today });
  return { sql, part, partner: partnerById(context.partners, part.partnerId), today, by, ordinal };
}

/** Accepted: it belongs to no claim. Refused: the payer corrects it. */
async function decideAdjustment({ sql, context, decision }: Given, part: AdjustmentPart): Promise<DecisionResult> {
  const { kind, by, reason } = decision;
  if (kind !== 'accept-remittance' && kind !== 'refuse-remittance')
    return refused('a provider-level adjustment belongs to no claim: accept or refuse it');
  const state = kind === 'accept-remittance' ? 'accepted' : 'refused';
  if (part.state === state) return done;
  if (part.state !== 'exception') return refused(`it is ${part.state}`);
  const today = context.today();
  const { source, amountCents } = part;
  const made = { source, kind: state === 'accepted' ? 'accept' : 'refuse', claimId: null, by, reason, today } as const;
  const ordinal = await recordDecision(sql, made);
  const from = { source, key: `${source}:${ordinal}`, by, effectiveOn: isoDate(part.paidOn), postedOn: today };
  // A positive amount reduced the payment, so `unapplied` has a debit.
  const entry =
    state === 'accepted' ? acceptedAdjustmentEntry(from, amountCents) : refusalEntry(from, negate(amountCents));
  await post(sql, [entry]);
  await sql.rows('update remittance_provider_adjustment set state = $2 where source = $1', [source, state]);
  await settleItemsOf(sql, { key: remittanceItemKey(source), how: state, by, today });
  return done;
}

function sentences(findings: readonly RemittanceFinding[]): string {
  return findings.map(({ sentence }) => sentence).join('; ');
}
