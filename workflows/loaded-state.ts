import type { Counters, LoadedClaim } from '../activities/standing-contract.ts';
import { initialState } from './initial-state.ts';
import type { ClaimState, PayerStage, Standing } from './state.ts';

/**
 * The state from which a new run continues. The stored state may be older than what the previous run did last: nothing
 * is numbered, sent or asked again that the tables know.
 */
export function stateFrom({ opened, state, counters, missed }: LoadedClaim): ClaimState {
  const { claimId, intakeSha256, payerId, policy, timelyFilingOn, chargedCents, debtor, sendAs } = opened;
  const filed = {
    claimId,
    intakeSha256,
    payerId,
    timelyFilingOn,
    balanceCents: chargedCents,
    sendAs,
    isReplacementOpen: sendAs === 'void',
  };
  const stored: ClaimState = { ...initialState(), ...(state ?? filed), policy };
  const balanceCents = debtor.kind === 'nobody' ? 0 : debtor.balanceCents;
  return {
    ...stored,
    ...counted(stored, counters),
    // A correction that the stored state does not know made it a void.
    ...(counters.version > stored.version && sendAs === 'void' && { sendAs, isReplacementOpen: true }),
    ...sendingOf(stored, counters),
    ...billingOf(stored, counters),
    ...standingOf(stored, counters),
    debtor: null,
    hasMoneyMoved: stored.hasMoneyMoved || balanceCents !== stored.balanceCents,
    facts: [...stored.facts, ...missed],
    seen: [...stored.seen, ...missed.map(({ key }) => key)],
  };
}

type Changed = Partial<ClaimState>;

function counted(stored: ClaimState, counters: Counters): Changed {
  return {
    version: Math.max(stored.version, counters.version),
    automaticCorrections: Math.max(stored.automaticCorrections, counters.automaticCorrections),
    signals: Math.max(stored.signals, counters.signals),
    questions: Math.max(stored.questions, counters.questions),
    writeOffs: Math.max(stored.writeOffs, counters.writeOffs),
  };
}

/** A submission that went out counts; one whose bytes are committed and not sent is sent again under its number. */
function sendingOf(stored: ClaimState, { submissions, unsentVersion, version }: Counters): Changed {
  const isSent = submissions > stored.submissions;
  const stage: PayerStage = isSent ? 'sent' : version > stored.version ? 'to-send' : stored.stage;
  return {
    stage,
    submissions: Math.max(stored.submissions, submissions),
    resends: isSent ? 0 : stored.resends,
    isSending: false,
    stoppedVersion: unsentVersion,
  };
}

function billingOf(stored: ClaimState, counters: Counters): Changed {
  const { cycle, statements, lastStatementOn, placements, placedOn } = counters;
  return {
    ...(isBilled(stored, counters) && { cycle, statements, lastStatementOn }),
    ...(placements > stored.placements && { placements, placement: 'sent', placedOn }),
  };
}

function isBilled(stored: ClaimState, { cycle, statements }: Counters): boolean {
  return cycle > stored.cycle || (cycle === stored.cycle && statements > stored.statements);
}

/** Where the claim stands after the last file that went out, if the stored state does not know that file. */
function standingOf(stored: ClaimState, counters: Counters): Changed {
  const standing = standingAfterFile(stored, counters);
  if (!standing) return {};
  if (stored.standingUnderHold) return { standingUnderHold: standing };
  return { ...standing, statuses: [...stored.statuses, standing.status] };
}

/** No day: each wait computes its own. */
function standingAfterFile(stored: ClaimState, counters: Counters): Standing | undefined {
  const { statements, placements, submissions } = counters;
  if (placements > stored.placements)
    return { status: 'PLACED', owner: 'AGENCY', next: 'Agency collects, or returns the account', dueOn: null };
  if (isBilled(stored, counters)) {
    const isFinal = statements >= stored.policy.statementDays.length;
    const next = isFinal ? 'Patient pays, or the account is placed' : 'Patient pays, or the next statement goes out';
    return { status: isFinal ? 'FINAL_NOTICE' : 'PATIENT_DUE', owner: 'PATIENT', next, dueOn: null };
  }
  if (submissions > stored.submissions)
    return { status: 'SUBMITTED', owner: 'PAYER', next: 'Payer accepts or rejects', dueOn: null };
  return undefined;
}
