/** Length of a demo's business day, in seconds. */
export const demoDaySeconds = 0.4;

/**
 * The waits of a demo, in its short days: long enough for a sandbox that answers within real seconds, short enough for
 * the longest story to end within a minute.
 */
export const demoProfile = {
  acknowledgmentDays: 30,
  remittanceDays: 90,
  maxResends: 2,
  maxAutomaticCorrections: 2,
  deadlines: [
    { deadline: 'filing', days: 2_000, source: 'Demo: its days are short.' },
    { deadline: 'replacement', days: 2_000, source: 'Demo: its days are short.' },
  ],
  workItemDays: 60,
  statementDays: [0, 15, 30, 45],
  finalNoticeDays: 15,
  smallBalanceCents: 500,
  minimumPlacementCents: 2_500,
  placementDays: 3_650,
  agencyAcknowledgmentDays: 60,
};
