import { expect, test } from '@jest/globals';
import type { Counters, LoadedClaim, StoredState } from '../../activities/standing-contract.ts';
import { isoDate } from '../../domain/dates.ts';
import type { Debtor } from '../../domain/ledger/who-owes.ts';
import { cents } from '../../domain/money.ts';
import { initialState } from '../../workflows/initial-state.ts';
import { stateFrom } from '../../workflows/loaded-state.ts';

// A new run continues from the stored state, or from what the tables know beyond it.

const on = isoDate('2026-03-10');
const { timeline: _, inbox: __, policy, waitingFor: ___, ...initial } = initialState();
const none: Counters = {
  ...{ version: 1, automaticCorrections: 0, signals: 0, questions: 0, writeOffs: 0 },
  ...{ submissions: 0, unsentVersion: null, cycle: 1, statements: 0, lastStatementOn: null },
  ...{ placements: 0, placedOn: null },
};

function loaded(
  state: Partial<StoredState> | null,
  counters: Partial<Counters> = {},
  debtor: Debtor = { kind: 'payer', balanceCents: cents(9_000) },
): LoadedClaim {
  const filed = { claimId: 'C1', intakeSha256: 'a', payerId: 'P1', timelyFilingOn: on, policy, chargedCents: 9_000 };
  return {
    kind: 'loaded',
    opened: { kind: 'opened', ...filed, debtor, sendAs: 'original' },
    state: state && { ...initial, claimId: 'C1', balanceCents: 9_000, ...state },
    counters: { ...none, ...counters },
    missed: [],
  };
}

test('a claim that did nothing since it was stored starts from its patient file', () => {
  expect(stateFrom(loaded(null))).toMatchObject({
    ...{ claimId: 'C1', payerId: 'P1', status: 'INTAKE', stage: 'to-send', submissions: 0, balanceCents: 9_000 },
    ...{ hasMoneyMoved: false, debtor: null },
  });
});

test('a submission that went out is not sent again', () => {
  const state = stateFrom(loaded({ stage: 'to-send', isSending: true, submissions: 0 }, { submissions: 1 }));
  expect(state).toMatchObject({ stage: 'sent', submissions: 1, isSending: false, stoppedVersion: null });
  expect(state).toMatchObject({ status: 'SUBMITTED', owner: 'PAYER', dueOn: null, statuses: ['INTAKE', 'SUBMITTED'] });
});

test('bytes that are committed and not sent keep their number for the version that they hold', () => {
  expect(stateFrom(loaded(null, { unsentVersion: 1 }))).toMatchObject({ submissions: 0, stoppedVersion: 1 });
});

test('a correction that the stored state does not know is sent', () => {
  const state = stateFrom(loaded({ stage: 'adjudicated', version: 1 }, { version: 2 }));
  expect(state).toMatchObject({ version: 2, stage: 'to-send' });
});

test('a claim whose statements went out waits for the patient, also under a hold', () => {
  const twoStatements = ({ opened, ...claim }: LoadedClaim): LoadedClaim => ({
    ...claim,
    opened: { ...opened, policy: { ...policy, statementDays: [0, 30] } },
  });
  const afterStatements = (statements: number, state: Partial<StoredState> | null = null) =>
    stateFrom(twoStatements(loaded(state, { statements, lastStatementOn: on })));
  expect(afterStatements(1)).toMatchObject({ status: 'PATIENT_DUE', owner: 'PATIENT' });
  expect(afterStatements(2)).toMatchObject({ status: 'FINAL_NOTICE', owner: 'PATIENT' });
  const under = { status: 'INTAKE', owner: 'SYSTEM', next: '', dueOn: null } as const;
  const held = afterStatements(1, { status: 'ON_HOLD', holds: ['audit'], standingUnderHold: under });
  expect(held).toMatchObject({ status: 'ON_HOLD', standingUnderHold: { status: 'PATIENT_DUE' } });
});

test('statements and placements that went out count', () => {
  const sent = { statements: 2, lastStatementOn: on, placements: 1, placedOn: on };
  const state = stateFrom(loaded({ statements: 1, submissions: 1, stage: 'adjudicated' }, { ...sent, submissions: 1 }));
  expect(state).toMatchObject({ ...sent, placement: 'sent', stage: 'adjudicated', status: 'PLACED' });
});

test('statements of an earlier billing cycle do not count in the present one', () => {
  expect(stateFrom(loaded({ cycle: 2 }, { cycle: 1, statements: 4, lastStatementOn: on }))).toMatchObject({
    ...{ cycle: 2, statements: 0, lastStatementOn: null },
  });
});

test('numbers of questions, signals and write-offs continue', () => {
  const numbers = { questions: 3, signals: 2, writeOffs: 1, automaticCorrections: 1 };
  expect(stateFrom(loaded({ questions: 1, signals: 5 }, numbers))).toMatchObject({ ...numbers, signals: 5 });
});

test('money that moved since ends a wait, and an unchanged balance does not', () => {
  const paid: Debtor = { kind: 'nobody', creditCents: cents(0), isWrittenOff: false };
  expect(stateFrom(loaded({}, {}, paid)).hasMoneyMoved).toBe(true);
  expect(stateFrom(loaded({})).hasMoneyMoved).toBe(false);
});

test('facts that the stored state does not know are applied after those that wait', () => {
  const [waits, missed] = ['a', 'b'].map((key) => ({ kind: 'adjudicated' as const, key, on }));
  if (!waits || !missed) throw new Error('two facts');
  const state = stateFrom({ ...loaded({ facts: [waits], seen: ['a'] }), missed: [missed] });
  expect([state.facts.map(({ key }) => key), state.seen]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
});
