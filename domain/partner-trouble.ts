/** What ends a trouble by itself: a visit to the partner's outbox that worked, or a file that it took. */
export type PartnerSuccess = 'visit' | 'send';

interface Trouble {
  /** What was found, in a sentence about the partner of that name. */
  found(partner: string): string;
  readonly canDo: string;
  readonly endedBy: readonly PartnerSuccess[];
}

const either: readonly PartnerSuccess[] = ['visit', 'send'];

/** What can be wrong with a trading partner. The names are the types of the failures of the steps that met it. */
export const partnerTroubles = {
  'credentials-refused': {
    found: (partner) => `${partner} refuses our user name, password or key.`,
    canDo: 'Correct them in partners.json and restart.',
    endedBy: either,
  },
  'key-unreadable': {
    found: (partner) => `The private key for ${partner} cannot be read.`,
    canDo: 'Correct privateKeyFile in partners.json, or the file that it names, and restart.',
    endedBy: either,
  },
  'host-key-changed': {
    found: (partner) => `The host key of ${partner} is not the one in partners.json.`,
    canDo: 'Ask the partner whether it has a new key. If so, correct hostKeySha256 in partners.json and restart.',
    endedBy: either,
  },
  'partner-away': {
    found: (partner) => `${partner} does not answer.`,
    canDo: 'Ask the partner when it is back, and compare its address in partners.json.',
    endedBy: either,
  },
  'inbox-refused': {
    found: (partner) => `${partner} has no folder of the name of our inbox, or does not let us write to it.`,
    canDo: 'Ask the partner for the right to write, or correct inbox in partners.json and restart.',
    endedBy: ['send'],
  },
  'inbox-failed': {
    found: (partner) => `${partner} does not take the file that we send: it reports an error or stops answering.`,
    canDo: 'Ask the partner what is wrong; its disk may be full.',
    endedBy: ['send'],
  },
  'outbox-refused': {
    found: (partner) => `${partner} has no folder of the name of our outbox, or does not let us list it.`,
    canDo: 'Ask the partner for the right to read, or correct outbox in partners.json and restart.',
    endedBy: ['visit'],
  },
  'outbox-failed': {
    found: (partner) => `${partner} does not let us fetch its files: it reports an error or stops answering.`,
    canDo: 'Ask the partner what is wrong.',
    endedBy: ['visit'],
  },
  'unknown-partner': {
    found: notConfigured,
    canDo: 'Describe the partner in partners.json and restart.',
    // Its own check says when it is over: whether partners.json has the partner now.
    endedBy: [],
  },
  'archive-failed': {
    found: () => 'The archive cannot be written. Nothing is sent, and files stay at the partners.',
    canDo: 'Check the folder of the archive: its permissions, and the space on its disk.',
    // Its own check says when it is over: whether the archive can be written now.
    endedBy: [],
  },
} as const satisfies Readonly<Record<string, Trouble>>;

/** A kind of trouble with a partner. */
export type PartnerTrouble = keyof typeof partnerTroubles;

/** Whether a failure of that type is about a partner, not about a claim. */
export function isPartnerTrouble(type: string | null | undefined): type is PartnerTrouble {
  return typeof type === 'string' && Object.hasOwn(partnerTroubles, type);
}

/** Whether that success shows that the trouble is over. */
export function isEndedBy(trouble: PartnerTrouble, success: PartnerSuccess): boolean {
  const endedBy: readonly PartnerSuccess[] = partnerTroubles[trouble].endedBy;
  return endedBy.includes(success);
}

/**
 * Whom a trouble concerns: a partner's id, which has no colon; or what no partner is configured for, a payer
 * (`payer:60054`) or a purpose (`kind:agency`).
 */
export type PartnerSubject = string;

/** The subject of a payer that no partner takes claims for. */
export function payerSubject(payerId: string): PartnerSubject {
  return `payer:${payerId}`;
}

/** The subject of a missing collection agency. */
export const agencySubject: PartnerSubject = 'kind:agency';

/** The subject of the archive, which all partners share. */
export const archiveSubject: PartnerSubject = 'kind:archive';

/** The subject of statements that no partner mails: the folder of the installation in which they are left. */
export const printerSubject: PartnerSubject = 'kind:printer';

/** The subject in words, inside a sentence. */
function nameOfSubject(subject: PartnerSubject): string {
  if (subject === agencySubject) return 'a collection agency';
  if (subject === printerSubject) return 'the folder files/statements';
  if (subject === archiveSubject) return 'the archive';
  const payerId = /^payer:(.*)$/s.exec(subject)?.[1];
  return payerId === undefined ? `partner ${subject}` : `a partner for payer ${payerId}`;
}

/** What was found, in one sentence. */
export function foundAbout(trouble: PartnerTrouble, subject: PartnerSubject): string {
  if (subject === printerSubject) return 'Statements cannot be written to the folder files/statements.';
  const found = partnerTroubles[trouble].found(nameOfSubject(subject));
  // The first word of partners.json is not capitalized.
  return found.startsWith('partner ') ? `P${found.slice(1)}` : found;
}

/** What can be done about it. */
export function canDoAbout(trouble: PartnerTrouble, subject: PartnerSubject): string {
  return subject === printerSubject
    ? 'Check its permissions and the space on its disk.'
    : partnerTroubles[trouble].canDo;
}

function notConfigured(partner: string): string {
  return `partners.json does not describe ${partner}.`;
}
