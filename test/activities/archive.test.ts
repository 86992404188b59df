import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fetchFiles } from '../../activities/files/fetch-files.ts';
import { type ArchiveEntry, openArchive } from '../../activities/archive/archive.ts';
import { connectDatabase } from '../../activities/store/database.ts';
import { archiveSubject } from '../../domain/partner-trouble.ts';
import { anIntake } from '../domain/builders.ts';
import { testKeys } from '../support/keys.ts';
import { install, type Installation, policy, standingOf, today } from './installation.ts';
import { remittance } from './payer-files.ts';

// Everything that is received and sent is also kept outside PostgreSQL, encrypted.

let office: Installation;

beforeEach(async () => {
  office = await install();
}, 120_000);
afterEach(async () => {
  await office?.remove();
});

async function aClaim(claimId: string): Promise<number> {
  const intake = { ...anIntake(), externalId: claimId, patientControlNumber: claimId };
  const opened = await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return opened.chargedCents;
}

const submit = (claimId: string) =>
  office.outbound.submitClaim({
    ...{ claimId, version: 1, submission: 1, as: 'original', today, standing: standingOf(claimId) },
  });

const inArchive = (...path: string[]): string => join(office.config.archiveFolder, ...path);

async function entries(): Promise<readonly ArchiveEntry[]> {
  const database = await connectDatabase(office.db.url, testKeys);
  try {
    const found: ArchiveEntry[] = [];
    for await (const entry of openArchive(office.config.archiveFolder, database.sql.vault).entries(today))
      found.push(entry);
    return found;
  } finally {
    await database.close();
  }
}

async function questions(): Promise<readonly string[]> {
  const report = await office.database.readReport({ report: 'worklist', filter: { kind: 'partner' } });
  return report.report === 'worklist' ? report.items.map(({ found }) => found) : [];
}

/** A file in the place of the archive's folder: nothing can be written there, not even by root. */
async function breakArchive(): Promise<void> {
  await rm(office.config.archiveFolder, { recursive: true, force: true });
  await writeFile(office.config.archiveFolder, 'no folder');
}

test('a received file is in the archive before it is removed at the partner, once, for its owner alone', async () => {
  const chargeCents = await aClaim('CLAIM1');
  const bytes = remittance('T1', [{ claimId: 'CLAIM1', chargeCents, paidCents: chargeCents }]);
  await office.receive('payer', 'one.835', bytes);
  await office.receive('payer', 'again.835', bytes);
  const names = await readdir(inArchive('received', 'payer', today));
  expect(names).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  const path = inArchive('received', 'payer', today, names[0] ?? '');
  expect([(await stat(path)).mode & 0o777, (await stat(inArchive('received'))).mode & 0o777]).toEqual([0o600, 0o700]);
  expect((await readFile(path)).includes('CLAIM1')).toBe(false);
  expect(await entries()).toMatchObject([
    { file: { direction: 'received', partnerId: 'payer', name: 'one.835', on: today }, isDone: true },
  ]);
  expect((await entries())[0]?.bytes).toEqual(Buffer.from(bytes));
});

test('a file that the archive does not take stays at the partner, and a person is asked', async () => {
  const chargeCents = await aClaim('CLAIM1');
  await breakArchive();
  const outbox = join(office.folder, 'payer', 'outbox');
  const bytes = remittance('T1', [{ claimId: 'CLAIM1', chargeCents, paidCents: chargeCents }]);
  await writeFile(join(outbox, 'one.835'), bytes);
  // More visits than the attempts after which a file is given up.
  for (let visit = 1; visit <= 7; visit += 1)
    await expect(fetchFiles(office.context, { partnerId: 'payer' })).rejects.toMatchObject({
      ...{ type: 'archive-failed', nonRetryable: true, details: [{ partner: archiveSubject }] },
    });
  await office.database.askAboutPartner({ claimId: null, trouble: 'archive-failed', partner: archiveSubject });
  expect(await readdir(outbox)).toEqual(['one.835']);
  expect(await questions()).toEqual([expect.stringMatching(/^The archive cannot be written\./)]);
  // What is stored is posted all the same.
  await office.files.readFiles({ partnerId: 'payer' });
  expect(await office.database.whoOwes({ claimId: 'CLAIM1', policy: policy() })).toMatchObject({ kind: 'nobody' });

  await rm(office.config.archiveFolder);
  await office.pickUp('payer');
  expect(await readdir(outbox)).toEqual([]);
  expect((await entries()).map(({ bytes: kept }) => kept)).toEqual([Buffer.from(bytes)]);
  expect(await questions()).toEqual([]);
});

test('a claim that the archive does not take is not sent; its number and bytes stay the same', async () => {
  await aClaim('CLAIM1');
  await breakArchive();
  await expect(submit('CLAIM1')).rejects.toMatchObject({ type: 'archive-failed', nonRetryable: true });
  expect(await office.sent('payer')).toEqual([]);
  await rm(office.config.archiveFolder);
  await submit('CLAIM1');
  expect(await office.sent('payer')).toEqual(['000000001.837']);
  const [entry] = await entries();
  expect(entry).toMatchObject({
    isDone: true,
    file: {
      ...{ direction: 'sent', partnerId: 'payer', name: '000000001.837' },
      content: {
        ...{ kind: 'claim', claimId: 'CLAIM1', submission: 1, resend: 0, generation: 0, control: 1 },
        version: { version: 1, madeBy: 'intake', intake: { externalId: 'CLAIM1' } },
      },
    },
  });
  expect(entry?.bytes).toEqual(await office.read('payer', '000000001.837'));
});

test('what the archive knows as sent is not sent again, whatever the database and the partner say', async () => {
  await aClaim('CLAIM1');
  await submit('CLAIM1');
  await rm(join(office.folder, 'payer', 'inbox', '000000001.837'));
  await office.db.query('update outbound_interchange set sent_at = null', []);
  await submit('CLAIM1');
  expect(await office.sent('payer')).toEqual([]);
  await office.outbound.resendClaim({ claimId: 'CLAIM1', submission: 1, resend: 1, standing: standingOf('CLAIM1') });
  expect(await office.sent('payer')).toEqual(['000000001-r1.837']);
});

test('a file of which it is not known whether it was sent is marked so', async () => {
  await aClaim('CLAIM1');
  await rm(join(office.folder, 'payer', 'inbox'), { recursive: true });
  await expect(submit('CLAIM1')).rejects.toMatchObject({ type: 'inbox-refused' });
  expect(await entries()).toMatchObject([{ isDone: false }]);
  await mkdir(join(office.folder, 'payer', 'inbox'));
  await submit('CLAIM1');
  expect(await entries()).toMatchObject([{ isDone: true }]);
});

test('a statement for printing is readable by its owner alone, and its name does not name the patient', async () => {
  await aClaim('CLAIM1');
  const numbers = { claimId: 'CLAIM1', cycle: 1, statement: 1, isFinalNotice: false };
  await office.outbound.sendStatement({ ...numbers, dueOn: today, today, standing: standingOf('CLAIM1') });
  const folder = join(office.folder, 'files', 'statements');
  expect(await readdir(folder)).toEqual(['CLAIM1-1-1.pdf']);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, 'CLAIM1-1-1.pdf'))).mode & 0o777).toBe(0o600);
  expect(await entries()).toMatchObject([{ file: { content: { kind: 'statement', cycle: 1, number: 1 } } }]);
});
