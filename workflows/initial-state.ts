import { realDayMs } from '../domain/clock.ts';
import type { ClaimPolicy } from '../domain/policy/policy.ts';
import { isoDate, type Instant } from '../domain/dates.ts';
import { cents } from '../domain/money.ts';
import type { ClaimState } from './state.ts';

/** Real days; in force only until `openClaim` returns the claim's own policy. */
const policyBeforeOpening: ClaimPolicy = {
  clock: {
    startedAt: '1970-01-01T00:00:00.000Z' as Instant,
    startDate: isoDate('1970-01-01'),
    dayMs: realDayMs,
    timeZone: 'UTC',
  },
  acknowledgmentDays: 0,
  remittanceDays: 0,
  maxResends: 0,
  maxAutomaticCorrections: 0,
  deadlines: [],
  workItemDays: 0,
  statementDays: [],
  finalNoticeDays: 0,
  smallBalanceCents: cents(0),
  minimumPlacementCents: cents(0),
  placementDays: 0,
  agencyAcknowledgmentDays: 0,
  approvalAboveCents: {},
};

const noBilling = {
  statements: 0,
  cycle: 1,
  lastStatementOn: null,
  placements: 0,
  placement: 'none',
  placedOn: null,
  recalling: null,
  paymentsToReport: [],
} as const;

/** What a claim remembers before anything has happened to it. */
export function initialState(): ClaimState {
  return {
    claimId: '',
    intakeSha256: '',
    payerId: '',
    policy: policyBeforeOpening,
    timelyFilingOn: isoDate('1970-01-01'),
    status: 'INTAKE',
    owner: 'SYSTEM',
    next: 'Store and check the patient file',
    dueOn: null,
    waitingFor: null,
    standingUnderHold: null,
    holds: [],
    statuses: ['INTAKE'],
    version: 1,
    submissions: 0,
    resends: 0,
    automaticCorrections: 0,
    stage: 'to-send',
    sendAs: 'original',
    isReplacementOpen: false,
    isWithdrawn: false,
    isSending: false,
    stoppedVersion: null,
    isZeroCharge: false,
    balanceCents: 0,
    signals: 0,
    unstoredInputs: [],
    questions: 0,
    openQuestion: null,
    cancellationItem: null,
    unapproved: [],
    awaitedPartner: null,
    ...noBilling,
    writeOffs: 0,
    isWrittenOff: false,
    hasMoneyMoved: false,
    debtor: null,
    facts: [],
    seen: [],
    denialCategory: null,
    revision: 0,
    lines: 0,
    timeline: [],
    inbox: [],
  };
}
