import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { install, type Installation, standingOf, today } from '../installation.ts';
import { one, postingIn } from './posting.ts';
import { type GroupText, type InterchangeText, type SetText, x12File } from './x12-text.ts';

// A fault of one transaction set affects only that set. Uses a real PostgreSQL, folders and raw X12.

let office: Installation;

beforeAll(async () => {
  office = await install();
}, 120_000);
afterAll(async () => {
  await office?.remove();
});

const { fileItems, isSettled, openOne, receive } = postingIn(() => office);

const unapplied = async (): Promise<number> => {
  const report = await office.database.readReport({ report: 'trial-balance' });
  const found =
    report.report === 'trial-balance' ? report.accounts.find(({ account }) => account === 'unapplied') : undefined;
  return found?.creditCents ?? 0;
};

describe('sets that share their control number are all posted', () => {
  test('across two groups of an interchange, and the next file is read', async () => {
    const [a, b, c] = [await openOne(), await openOne(), await openOne()];
    await receive({ groups: [{ sets: [one('C01A', a)] }, { sets: [one('C01B', b)] }] });
    await receive({ groups: [{ sets: [one('C01C', c)] }] });
    expect([await isSettled(a), await isSettled(b), await isSettled(c)]).toEqual([true, true, true]);
    expect(await fileItems()).toEqual([]);
  });

  test('across two interchanges that also share their control numbers', async () => {
    const [a, b] = [await openOne(), await openOne()];
    await receive(
      { control: 700000123, groups: [{ control: 1, sets: [one('C02A', a)] }] },
      {
        control: 700000123,
        groups: [{ control: 1, sets: [one('C02B', b)] }],
      },
    );
    expect([await isSettled(a), await isSettled(b)]).toEqual([true, true]);
  });

  test('within one group', async () => {
    const [a, b] = [await openOne(), await openOne()];
    await receive({ groups: [{ sets: [one('C03A', a), one('C03B', b)] }] });
    expect([await isSettled(a), await isSettled(b)]).toEqual([true, true]);
  });

  test('of two equal payments of one claim with different trace numbers the second is asked about', async () => {
    const a = await openOne();
    const before = await unapplied();
    await receive({ groups: [{ sets: [one('C04A', a)] }] }, { groups: [{ sets: [one('C04B', a)] }] });
    const report = await office.database.readReport({ report: 'claim-money', claimIds: [a] });
    expect(report).toMatchObject({ claims: [{ paidCents: 8_000 }] });
    expect(await unapplied()).toBe(before + 8_000);
  });

  test('two equal payments for unknown claims are posted separately', async () => {
    const before = await unapplied();
    await receive({ groups: [{ sets: [one('C05A', 'NOTOURS')] }] }, { groups: [{ sets: [one('C05B', 'NOTOURS')] }] });
    expect(await unapplied()).toBe(before + 16_000);
  });

  test('claim acknowledgments of two groups are signaled to both claims', async () => {
    const [a, b] = [await openOne(), await openOne()];
    const original = { version: 1, submission: 1, as: 'original', today } as const;
    for (const claimId of [a, b])
      await office.outbound.submitClaim({ ...original, claimId, standing: standingOf(claimId) });
    await receive({ groups: [{ sets: [{ accepts: a }] }, { sets: [{ accepts: b }] }] });
    await office.signalWaiting();
    const accepted = office.signaled.filter(({ fact }) => fact.kind === 'accepted').map(({ claimId }) => claimId);
    expect(accepted).toEqual([a, b]);
  });
});

describe('a set that cannot be posted is quarantined with its position, and the others are posted', () => {
  const nul = 'A\0B';
  const bad: Readonly<Record<string, [Partial<SetText>, string]>> = {
    'a NUL in CLP01': [{ claimId: nul }, 'segment 11 has a NUL character'],
    'a NUL in CLP07': [{ payerControlNumber: nul }, 'segment 11 has a NUL character'],
    'a NUL in TRN02': [{ trace: nul }, 'segment 3 has a NUL character'],
    'a NUL in the payee': [{ payeeId: nul }, 'segment 9 has a NUL character'],
    'a NUL in ST02': [{ control: '0\x0002' }, 'segment 1 has a NUL character'],
    'a sum that is out of balance': [{ off: 5 }, 'is out of balance by -$5.00 (segment 1)'],
    'another payee': [{ payeeId: '1234567893' }, 'it pays a payee that is not ours (N104 of N1*PE)'],
  };
  test.each(Object.entries(bad))('%s', async (_, [change, reason]) => {
    const [a, b, victim] = [await openOne(), await openOne(), await openOne()];
    const before = await fileItems();
    const broken = { ...one(`BAD${before.length}`, victim), control: '0002', ...change };
    await receive({ groups: [{ sets: [one(`T${a}`, a), broken, { ...one(`T${b}`, b), control: '0003' }] }] });
    expect([await isSettled(a), await isSettled(b), await isSettled(victim)]).toEqual([true, true, false]);
    const [found = '', ...more] = (await fileItems()).slice(before.length);
    expect(more).toEqual([]);
    expect(found).toContain('1 of 3 transaction sets; interchange 1, group 1, set 2 (835): ');
    expect(found).toContain(reason);
    expect(found).not.toContain(victim);
  });

  test('but unusual characters are accepted', async () => {
    const a = await openOne();
    await receive({ groups: [{ sets: [{ ...one(`T${a}`, a), payerControlNumber: '\u0080\u009F\u0007' }] }] });
    expect(await isSettled(a)).toBe(true);
  });

  test('a TA1 whose control number is letters, next to a good remittance', async () => {
    const a = await openOne();
    const before = await fileItems();
    await receive({ acknowledgments: ['TA1*ABCDEFGHI*260309*0800*A*000'], groups: [{ sets: [one(`T${a}`, a)] }] });
    expect(await isSettled(a)).toBe(true);
    expect((await fileItems()).slice(before.length)).toEqual([
      expect.stringContaining('interchange 1, TA1 1: TA101 is not a control number'),
    ]);
  });

  test('a file that is truncated in its second interchange', async () => {
    const [a, b] = [await openOne(), await openOne()];
    const whole = x12File({ groups: [{ sets: [one(`T${a}`, a)] }] }, { groups: [{ sets: [one(`T${b}`, b)] }] });
    await office.receive('payer', 'cut.edi', whole.subarray(0, whole.length - 40));
    expect([await isSettled(a), await isSettled(b)]).toEqual([true, false]);
    await office.receive('payer', 'whole.edi', whole);
    expect([await isSettled(a), await isSettled(b)]).toEqual([true, true]);
    const report = await office.database.readReport({ report: 'claim-money', claimIds: [a, b] });
    expect(report).toMatchObject({ claims: [{ paidCents: 8_000 }, { paidCents: 8_000 }] });
  });
});

describe('a set whose posting fails for an unknown reason', () => {
  test('is tried five times, then quarantined; other sets and later files do not wait', async () => {
    const [a, b, victim] = [await openOne(), await openOne(), await openOne()];
    await office.db.query(
      `create function fail() returns trigger language plpgsql as $$ begin raise exception 'x'; end $$;
       create trigger fail before insert on remittance for each row when (new.trace_number = 'FAILS')
         execute function fail()`,
    );
    const before = await fileItems();
    const sets = [one('FAILS', victim), { ...one(`T${a}`, a), control: '0002' }];
    await expect(receive({ groups: [{ sets }] })).rejects.toThrow();
    expect(await isSettled(a)).toBe(true);
    await expect(receive({ groups: [{ sets: [one(`T${b}`, b)] }] })).rejects.toThrow();
    expect(await isSettled(b)).toBe(true);
    for (const _ of [3, 4]) await expect(office.pickUp('payer')).rejects.toThrow();
    expect((await fileItems()).slice(before.length)).toEqual([]);
    await office.pickUp('payer');
    await office.pickUp('payer');
    expect((await fileItems()).slice(before.length)).toEqual([
      expect.stringContaining('set 1 (835): check or transfer FAILS of $80.00: it could not be'),
    ]);
  });
});

describe('only files that are addressed to us are posted', () => {
  const misfits: Readonly<Record<string, [Partial<InterchangeText & Omit<GroupText, 'sets'>>, string]>> = {
    'a test file': [{ usage: 'T' }, 'it is a test, and only production files are accepted from this partner (ISA15)'],
    'a file without a usage': [{ usage: 'X' }, 'it is marked neither as a production file nor as a test (ISA15)'],
    "another receiver's file": [{ receiver: 'SOMEBODYELSE' }, 'it is addressed to SOMEBODYELSE, not to us (ISA08)'],
    'a file without a receiver': [{ receiver: '' }, 'it is addressed to nobody, not to us (ISA08)'],
    'a file of an unknown sender': [{ sender: 'STRANGER' }, 'it was sent by STRANGER, not by this partner (ISA06)'],
    "another receiver's group": [{ groupReceiver: 'EVIL' }, 'it is addressed to EVIL, not to us (GS03)'],
    "another sender's group": [{ groupSender: 'EVIL' }, 'it was sent by EVIL, not by this partner (GS02)'],
    'version 004010': [
      { version: '004010X091A1' },
      'its version 004010X091A1 is not accepted from this partner (GS08)',
    ],
    'an invalid version': [{ version: 'JUNK' }, 'its version JUNK is not accepted from this partner (GS08)'],
  };
  test.each(Object.entries(misfits))('%s is quarantined with its reason', async (_, [change, reason]) => {
    const a = await openOne();
    const before = await fileItems();
    await receive({ ...change, groups: [{ ...change, sets: [one(`T${a}`, a)] }] });
    expect(await isSettled(a)).toBe(false);
    expect((await fileItems()).slice(before.length)).toEqual([expect.stringContaining(reason)]);
  });
});
