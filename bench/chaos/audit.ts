import { rowsOf } from './books.ts';
import { auditMoney } from './audit-money.ts';
import { auditSent } from './audit-sent.ts';
import type { Check } from './check.ts';
import type { PlayedClaim } from './people.ts';
import { paymentsAnnounced } from './partner-files.ts';

/**
 * Compares the claims that were started with the tables, the partners' folders and the stories, with queries of its
 * own. A check that has looked at nothing fails.
 */
export async function audit(folder: string, claims: readonly PlayedClaim[]): Promise<readonly Check[]> {
  const checks = [
    await noneLost(folder, claims),
    await expectedEnds(folder, claims),
    await noneStuck(folder, claims),
    await noneUntold(folder),
    ...(await auditMoney(folder, claims)),
    ...(await auditSent(folder, claims)),
  ];
  return checks.map((check) =>
    check.seen === 0 ? { ...check, findings: [...check.findings, 'nothing was checked'] } : check,
  );
}

async function noneLost(folder: string, claims: readonly PlayedClaim[]): Promise<Check> {
  const rows = await rowsOf<{ id: string; versions: number; hasStanding: boolean }>(
    folder,
    `select c.id, count(v.version)::int as versions, bool_or(s.claim_id is not null) as "hasStanding"
     from claim c left join claim_version v on v.claim_id = c.id left join claim_standing s on s.claim_id = c.id
     group by c.id`,
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const started = new Set(claims.map(({ claimId }) => claimId));
  return {
    name: 'no claim is lost or started twice',
    seen: rows.length,
    findings: [
      ...claims.filter(({ claimId }) => !known.get(claimId)?.hasStanding).map(({ claimId }) => `${claimId} is lost`),
      ...rows.filter(({ versions }) => versions === 0).map(({ id }) => `${id} has no patient file`),
      ...rows.filter(({ id }) => !started.has(id)).map(({ id }) => `${id} was started by nobody`),
      ...(started.size === claims.length ? [] : ['two patient files have become one claim']),
    ],
  };
}

async function expectedEnds(folder: string, claims: readonly PlayedClaim[]): Promise<Check> {
  const rows = await rowsOf<{ claimId: string; status: string }>(
    folder,
    'select claim_id as "claimId", status from claim_standing',
  );
  const status = new Map(rows.map((row) => [row.claimId, row.status]));
  return {
    name: 'each claim is at its expected end',
    seen: rows.length,
    findings: claims.flatMap(({ claimId, scenario }) => {
      const at = status.get(claimId);
      return at === scenario?.end.status
        ? []
        : [`${claimId} (story ${scenario?.number}) is ${at}, not ${scenario?.end.status}`];
    }),
  };
}

/** Questions that nobody has answered, and inputs that wait. */
async function noneStuck(folder: string, claims: readonly PlayedClaim[]): Promise<Check> {
  const items = await rowsOf<{ about: string; kind: string; category: string | null; isOpen: boolean }>(
    folder,
    `select coalesce(claim_id, partner, 'the installation') as about, kind, category, closed_on is null as "isOpen"
     from work_item`,
  );
  const waits = await rowsOf<{ claimId: string }>(folder, 'select claim_id as "claimId" from partner_wait');
  const ids = claims.map(({ claimId }) => claimId);
  const late = await rowsOf<{ claimId: string }>(
    folder,
    'select claim_id as "claimId" from claim_standing where unstored_inputs > 0 and claim_id = any($1)',
    [ids],
  );
  return {
    name: 'no claim is stuck, and no question is open',
    seen: items.length,
    findings: [
      ...items
        .filter(({ isOpen }) => isOpen)
        .map(({ about, kind, category }) => `a question about ${about} is open: ${kind} ${category ?? ''}`),
      ...waits.map(({ claimId }) => `${claimId} waits for a partner`),
      ...late.map(({ claimId }) => `an input for ${claimId} is not applied`),
    ],
  };
}

/** Every file that the payer has sent is read once, and every fact has reached its claim. */
async function noneUntold(folder: string): Promise<Check> {
  const facts = await rowsOf<{ claimId: string; isDelivered: boolean }>(
    folder,
    'select claim_id as "claimId", delivered_at is not null as "isDelivered" from outbox_event',
  );
  const unread = await rowsOf<{ id: string; state: string }>(
    folder,
    `select id::text, state from inbound_file where state <> 'read'`,
  );
  const read = await rowsOf<{ control: string; times: number }>(
    folder,
    `select i.control, count(*)::int as times from interchange i join inbound_file f on f.id = i.file_id
     where f.partner_id = 'sandbox-payer' group by i.control`,
  );
  const times = new Map(read.map((row) => [Number(row.control), row.times]));
  const { controls } = paymentsAnnounced(folder);
  return {
    name: 'nothing is untold',
    seen: facts.length,
    findings: [
      ...facts.filter(({ isDelivered }) => !isDelivered).map(({ claimId }) => `a fact has not reached ${claimId}`),
      ...unread.map(({ id, state }) => `received file ${id} is ${state}`),
      ...controls
        .filter((control) => times.get(Number(control)) !== 1)
        .map((control) => `interchange ${control} was read ${times.get(Number(control)) ?? 0} times`),
    ],
  };
}
