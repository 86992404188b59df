import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sealedColumns } from '../../activities/store/vault.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import { anIntake } from '../domain/builders.ts';
import { install, type Installation, policy, standingOf, today } from './installation.ts';
import { acknowledgment, remittance } from './payer-files.ts';

// Whoever reads the database without the keys learns nothing about a patient: a claim is run to its end, and then every
// column of every table is searched for what was planted.

const planted = {
  lastName: 'Plantedlast',
  firstName: 'Plantedfirst',
  born: '1984-03-09',
  memberId: 'PLANTED77712',
  street: '77 Planted Street',
  city: 'Plantedtown',
  diagnosis: 'J45.40',
  externalId: 'plantedlast-visit',
  reason: 'Plantedreason',
  note: 'Plantednote',
  reference: 'PLANTEDREF01',
};

let office: Installation;
beforeAll(async () => void (office = await install()), 120_000);
afterAll(() => office?.remove());

const claimId = 'PCN00001';

function plantedIntake(): Intake {
  const { lastName, firstName, born: dateOfBirth, street: address1, city, memberId, externalId } = planted;
  const json = anIntake((one) => {
    one.patient = {
      ...one.patient,
      lastName,
      firstName,
      dateOfBirth,
      address: { ...one.patient.address, address1, city },
    };
    one.insurance = one.insurance.map((insurance) => ({ ...insurance, memberId }));
  });
  return { ...json, externalId, patientControlNumber: claimId };
}

/** Runs the claim through every step that stores something about the patient. */
async function runClaim(): Promise<void> {
  const { database, outbound, db } = office;
  const opened = await database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake: plantedIntake() });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const correction = {
    correctionId: 'c1',
    by: 'ann',
    reason: planted.reason,
    set: { 'patient.middleName': 'Plantedmiddle' },
  };
  await database.applyCorrection({ claimId, correction, workItemId: null, today });
  const found = `${planted.diagnosis} is not covered`;
  const line = { on: today, at: '2026-03-10T12:00:00Z' as never, status: 'NEEDS_CORRECTION' as const, what: found };
  const standing = { ...standingOf(claimId, { next: found, lines: 1 }), lines: [line] };
  const input = { claimId, at: '2026-03-10T12:00:00Z' as never, today, standing };
  const text = { by: 'ann', text: planted.note };
  await database.recordInput({ ...input, key: 'n1', kind: 'addNote', content: text, refusal: `no: ${planted.reason}` });
  await outbound.submitClaim({ claimId, version: 2, submission: 1, as: 'original', today, standing });
  const refused = { category: 'A7', status: '164', entity: 'IL' };
  await office.receive('payer', 'a.277', acknowledgment(claimId, refused));
  const paid = { claimId, chargeCents: opened.chargedCents, paidCents: 15_000, patientName: planted.lastName };
  const adjustments = [{ group: 'PR' as const, reason: '1', amountCents: opened.chargedCents - 15_000 }];
  const file = remittance('T1', [{ ...paid, adjustments }], 14_000, {
    reference: planted.reference,
    amountCents: 1_000,
  });
  await office.receive('payer', 'a.835', file);
  const [part] = await db.query(`select file_id || ':' || segment as name from remittance_claim
    join transaction_set s on s.id = transaction_set_id join interchange i on i.id = interchange_id`);
  const why = { segment: String(part?.['name']), reason: planted.reason, by: 'ann' };
  await database.decide({ kind: 'unmatch-remittance', ...why });
  await database.decide({ kind: 'match-remittance', claimId, ...why });
  const remitter = { partnerId: 'payer', originatorId: '1777666555' };
  await database.decide({ kind: 'map-remitter', ...remitter, reason: planted.reason, by: 'ann' });
  await office.receive('payer', 'b.835', Buffer.from(file).subarray(0, file.length - 30));
  await outbound.sendStatement({ claimId, cycle: 1, statement: 1, isFinalNotice: true, dueOn: today, today, standing });
  await outbound.placeAccount({ claimId, placement: 1, policy: policy(), today, standing });
  const question = { kind: 'correction', found, canDo: 'Correct it.' } as const;
  const { workItemId } = await database.openWorkItem({ claimId, key: 'q1', question, dueOn: today, today });
  await database.closeWorkItem({ workItemId, how: planted.reason, today });
  const [cut] = await db.query(`select id::text as id from inbound_file where state <> 'read'`);
  await database.decide({ kind: 'dismiss-file', fileId: String(cut?.['id']), reason: planted.note, by: 'ann' });
}

/** The columns of the schema that are marked [PHI]. */
function markedColumns(): readonly string[] {
  const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
  return [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
    const marked = body.split('\n').filter((line) => line.includes('// [PHI]'));
    return marked.map((line) => `${table}.${/@map\("(\w+)"\)/.exec(line)?.[1] ?? line.trim().split(/\s+/)[0]}`);
  });
}

test('the columns that the schema marks are the columns that are sealed', () => {
  const ofPatients = sealedColumns.filter((column) => column !== 'installation_secret.secret');
  expect([...markedColumns()].toSorted()).toEqual(ofPatients.toSorted());
});

/** Every place where the database holds something that was planted, and the columns that hold anything. */
async function searchAll(): Promise<{ readonly leaks: readonly string[]; readonly used: ReadonlySet<string> }> {
  const tables = await office.db.query(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const used = new Set<string>();
  const leaks: string[] = [];
  for (const { name } of tables)
    for (const { row } of await office.db.query(`select row_to_json(t) as row from ${String(name)} t`))
      for (const [column, value] of Object.entries(row as Record<string, unknown>)) {
        if (value !== null) used.add(`${String(name)}.${column}`);
        leaks.push(...plantedIn(value).map((what) => `${name}.${column}: ${what}`));
      }
  return { leaks, used };
}

/** Names of what a value of a column holds, as text or as bytes. */
function plantedIn(value: unknown): readonly string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const bytes = text.startsWith('\\x') ? Buffer.from(text.slice(2), 'hex').toString('latin1') : '';
  const all = `${text}\n${bytes}`.toLowerCase();
  return Object.entries({ ...planted, middleName: 'Plantedmiddle' }).flatMap(([what, secret]) =>
    all.includes(secret.toLowerCase()) ? what : [],
  );
}

test('after a whole claim, no column holds anything of the patient, and every sealed column is in use', async () => {
  await runClaim();
  const { leaks, used } = await searchAll();
  expect(leaks).toEqual([]);
  expect(sealedColumns.filter((column) => !used.has(column))).toEqual([]);
});

test('the search finds what is not encrypted', async () => {
  await office.db.query(
    `insert into claim_input (claim_id, key, kind, made_by, made_at, made_on, content)
     values ($1, 'leak', 'addNote', $2, now(), now(), $3)`,
    ['OTHER', planted.lastName, Buffer.from(planted.diagnosis)],
  );
  expect((await searchAll()).leaks).toEqual(['claim_input.made_by: lastName', 'claim_input.content: diagnosis']);
});

test('people still find the claim and read what was stored', async () => {
  const find = async (search: object): Promise<unknown> => {
    const report = await office.database.readReport({ report: 'find-claims', limit: 10, ...search });
    return report.report === 'find-claims' ? report.claims.map(({ claimId: id, patient }) => [id, patient]) : [];
  };
  const found = [[claimId, 'Plantedlast, Plantedfirst']];
  expect(await find({ patient: 'plantedFIRST planted' })).toEqual(found);
  expect(await find({ externalId: planted.externalId })).toEqual(found);
  expect(await find({ externalId: 'another' })).toEqual([]);
  expect(await find({ patient: 'nobody' })).toEqual([]);
  const report = await office.database.readReport({ report: 'inputs', claimId });
  expect(report).toMatchObject({
    inputs: [{ content: expect.stringContaining(planted.note), refusal: `no: ${planted.reason}` }],
  });
});
