type Meanings = Readonly<Record<string, string>>;

const entities: Meanings = {
  '40': 'receiver',
  '41': 'submitter',
  '45': 'drop-off',
  '74': 'corrected patient',
  '77': 'service location',
  '82': 'rendering provider',
  '85': 'billing provider',
  '87': 'pay-to address',
  '1P': 'provider',
  '2B': 'third-party administrator',
  DK: 'ordering provider',
  DN: 'referring provider',
  DQ: 'supervising provider',
  GB: 'other insured',
  IL: 'insured or subscriber',
  P3: 'primary care provider',
  PE: 'payee',
  PR: 'payer',
  PW: 'pick-up',
  QB: 'purchased service provider',
  QC: 'patient',
  TT: 'crossover carrier',
};

const categories: Meanings = {
  A0: 'forwarded to another',
  A1: 'received',
  A2: 'accepted for adjudication',
  A3: 'returned, not processable',
  A4: 'not found',
  A5: 'split',
  A6: 'rejected: something is missing',
  A7: 'rejected: something is invalid',
  A8: 'rejected: fields contradict each other',
  D0: 'nothing found',
  E0: 'question in error',
  E1: 'system does not answer',
  E2: 'system does not answer',
  E3: 'question to be corrected',
  E4: 'connection in error',
  F0: 'finalized',
  F1: 'finalized: paid',
  F2: 'finalized: denied',
  F3: 'finalized: revised',
  F4: 'finalized: nothing more will be paid',
  P0: 'pending',
  P1: 'in process',
  P2: 'in review',
  P3: 'pending: provider must answer',
  P4: 'pending: patient must answer',
  P5: 'pending: payer must act',
};

const verdicts: Meanings = {
  A: 'accepted',
  E: 'accepted, errors noted',
  M: 'rejected: authentication',
  P: 'partly accepted',
  R: 'rejected',
  W: 'rejected: assurance',
  X: 'rejected: not decipherable',
};

const kinds: Meanings = { '1': 'person', '2': 'organization' };
const units: Meanings = { DA: 'days', MJ: 'minutes', MO: 'months', UN: 'units' };

/**
 * Meanings of codes in our own words, by place. The official texts belong to their owners. Codes that are not listed
 * are shown without a meaning.
 */
const meanings: Readonly<Record<string, Meanings>> = {
  NM101: entities,
  N101: entities,
  NM102: kinds,
  'STC01-1': categories,
  'STC10-1': categories,
  'STC11-1': categories,
  STC03: { WQ: 'accepted', U: 'rejected' },
  AK901: verdicts,
  IK501: verdicts,
  SV103: units,
  SV502: units,
  BPR01: {
    C: 'with advice',
    D: 'payment only',
    H: 'notice only',
    I: 'payment with advice',
    U: 'split',
    X: 'sent apart',
  },
  BPR03: { C: 'credit', D: 'debit' },
  BPR04: { ACH: 'transfer', BOP: 'bank chooses', CHK: 'check', FWT: 'wire', NON: 'no payment' },
  CAS01: {
    CO: 'contract',
    CR: 'correction',
    OA: 'other',
    PI: 'payer initiated',
    PR: 'patient',
  },
  CLP02: {
    '1': 'processed as primary',
    '2': 'processed as secondary',
    '3': 'processed as tertiary',
    '4': 'patient not recognized',
    '19': 'primary, forwarded',
    '20': 'secondary, forwarded',
    '21': 'tertiary, forwarded',
    '22': 'reversal',
    '23': 'not ours, forwarded',
    '25': 'predetermination',
  },
  'CLM05-3': { '1': 'original', '7': 'replacement', '8': 'void' },
  CLM07: { A: 'assigned', B: 'laboratory only', C: 'not assigned' },
  SBR01: { P: 'primary', S: 'secondary', T: 'tertiary', U: 'unknown' },
  SBR02: { '18': 'self' },
  PAT01: { '01': 'spouse', '19': 'child', '20': 'employee', '21': 'unknown', '53': 'life partner', G8: 'other' },
  HL03: { '19': 'provider', '20': 'source', '21': 'receiver', '22': 'subscriber', '23': 'dependent', PT: 'patient' },
  HL04: { '0': 'no level below', '1': 'levels below' },
  DMG03: { F: 'female', M: 'male', U: 'unknown' },
  EB01: {
    '1': 'active',
    '6': 'inactive',
    '8': 'inactive, pending',
    A: 'coinsurance',
    B: 'copayment',
    C: 'deductible',
    F: 'limits',
    G: 'out of pocket',
    I: 'not covered',
    R: 'other payer',
  },
};

/** The meaning of a code at a place; undefined if it is not listed. `place` is "CLP02" or "CLM05-3". */
export function meaningOf(place: string, code: string): string | undefined {
  const known = meanings[place];
  return known && Object.hasOwn(known, code) ? known[code] : undefined;
}
