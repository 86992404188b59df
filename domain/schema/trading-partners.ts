import { z } from 'zod';
import { fileNamePatterns, longestPattern, patternProblem } from '../file-names.ts';

const name = (description: string, example: string, longest = 200) =>
  z
    .string()
    .min(1)
    .max(longest)
    .meta({ description, examples: [example] });

const mailbox = {
  inbox: name('Folder in which we leave files for the partner.', '/inbox'),
  outbox: name('Folder in which the partner leaves files for us.', '/outbox'),
};

const sftp = z
  .strictObject({
    kind: z.literal('sftp'),
    host: name("Name or address of the partner's SFTP server.", 'sftp.example-payer.com').regex(
      /^[A-Za-z0-9.:-]+$/,
      'a host name or an IP address',
    ),
    port: z
      .int()
      .min(1)
      .max(65_535)
      .meta({ description: 'Port of the SFTP server.', examples: [22] }),
    username: name('User name at the SFTP server.', 'elmclinic'),
    password: name('Password. Give this or `privateKeyFile`.', 'a-long-password').optional(),
    privateKeyFile: name(
      'Path of a private key in OpenSSH or PEM format. Give this or `password`.',
      '/etc/claimloop/payer.key',
    ).optional(),
    hostKeySha256: z
      .string()
      .regex(/^[A-Za-z0-9+/]{43}$/, 'the 43 characters that `ssh-keygen -lf` prints after "SHA256:"')
      .meta({
        description: 'SHA-256 of the host key, as `ssh-keygen -lf` prints it after "SHA256:". Another key is refused.',
        examples: ['hTz1W5rYbGqLw0pZ2kq0cT9m3v8nX4sJ7dFa6uBQeyU'],
      }),
    ...mailbox,
  })
  .refine(
    ({ password, privateKeyFile }) => Boolean(password) !== Boolean(privateKeyFile),
    'either a password or a privateKeyFile',
  );

// The worker's working directory is no business of a file that names folders.
const absolute = [/^(\/|[A-Za-z]:[\\/])/, 'an absolute path'] as const;

const folder = z.strictObject({
  kind: z.literal('folder'),
  inbox: mailbox.inbox.regex(...absolute),
  outbox: mailbox.outbox.regex(...absolute),
});

const sandbox = z.strictObject({
  kind: z.literal('sandbox'),
  username: z
    .enum(['payer', 'agency'])
    .meta({ description: 'User of the sandbox: its payer or its agency.', examples: ['payer'] }),
  password: name('Password of that user in sandbox/config.json.', 'a-long-password'),
  ...mailbox,
});

const transports = [sftp, folder, sandbox] as const;
const kinds = transports.map(({ shape }) => JSON.stringify(shape.kind.value)).join(' or ');

const accepted = (description: string, example: string, otherwise: string, each = z.string().min(1)) =>
  z
    .union([z.literal('any'), z.array(each).min(1).readonly()])
    .optional()
    .meta({ description: `${description} "any" does not compare it.`, examples: [[example]], otherwise });

const accepts = z.strictObject({
  usages: accepted(
    'ISA15 of its files: "P" production, "T" test.',
    'T',
    'the `usage` that we send',
    z.string().regex(/^[PT]$/, '"P" or "T"'),
  ),
  senderIds: accepted('ISA06 of its files.', 'EXAMPLEPAYER', 'its `receiverId`'),
  receiverIds: accepted('ISA08 of its files.', 'ELMCLINIC', 'its `senderId`'),
  groupSenderIds: accepted('GS02 of its files.', 'EXAMPLEPAYER', 'its `senderIds`'),
  groupReceiverIds: accepted('GS03 of its files.', 'ELMCLINIC', 'its `receiverIds`'),
  payeeIds: accepted('N104 of the payee in an 835: NPIs or tax ids.', '1999999984', "our claims' billing providers"),
  remitterIds: accepted(
    "Payers in an 835: TRN03, or N104 of the payer. A payer that is neither here nor a claim's payer is asked about.",
    '1512345678',
    'the payers of our claims, and those that a person accepted',
  ),
  versions: accepted(
    'GS08 of its files.',
    '005010X221A1',
    'the versions that claimloop reads',
    z.string().regex(/^\d{6}(X\d{3}([AE]\d)?)?$/, 'a version such as 005010X221A1'),
  ),
});

const partyId = (description: string, example: string) =>
  name(description, example, 15).regex(
    // GS02 has at least two characters, and ISA06 is filled up with spaces. Our delimiters are * : ^ and ~.
    /^(?! )(?=.{2})[ !"&'()+,\-./0-9;?=A-Z%@[\]_{}\\|<>#$a-z]+(?<! )$/,
    '2 to 15 characters of X12, without *, :, ^, ~ and without spaces at its ends',
  );

const partyQualifier = (of: string) =>
  z
    .enum(['01', '14', '20', '27', '28', '29', '30', '33', 'ZZ'])
    .optional()
    .meta({ description: `Qualifier (X12 element I05) of ${of}.`, examples: ['30'], otherwise: '`"ZZ"`' });

const namePatterns = Object.entries(fileNamePatterns).map(([kind, { otherwise, placeholders }]) => {
  const shown = placeholders.map((one) => `{${one}}`).join(', ');
  return `${kind}: \`"${otherwise}"\`; placeholders ${shown}`;
});

const sends = z.strictObject({
  usage: z
    .enum(['P', 'T'])
    .optional()
    .meta({
      description: 'ISA15 of our files: "P" production, "T" test. Files for the sandbox are always a test.',
      examples: ['T'],
      otherwise: '`"P"`; `"T"` for the sandbox',
    }),
  senderQualifier: partyQualifier('`senderId`: ISA05'),
  receiverQualifier: partyQualifier('`receiverId`: ISA07'),
  fileName: z
    .string()
    .max(longestPattern)
    .optional()
    .meta({
      description: 'Pattern of the names of our files: letters, digits, ".", "_", "-" and placeholders in braces.',
      examples: ['ELMCLINIC_{date}_{controlNumber}.837'],
      otherwise: namePatterns.join('. '),
    }),
});

const partner = z
  .strictObject({
    partnerId: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,40}$/, '1 to 40 letters, digits and hyphens')
      .meta({ description: 'Our name for the partner; part of ids and logs.', examples: ['example-payer'] }),
    payerIds: z
      .array(z.string().min(1))
      .readonly()
      .meta({
        description:
          'Payers whose claims go to this partner; "*" is every payer that no partner names. Empty for an agency.',
        examples: [['60054', '87726']],
      }),
    capitatedPayerIds: z
      .array(z.string().min(1))
      .readonly()
      .optional()
      .meta({
        description: 'Payers among `payerIds` whose contract pays by capitation: CARC 24 is then no denial.',
        examples: [['60054']],
        otherwise: 'none',
      }),
    kind: z.enum(['payer', 'agency', 'mail']).meta({
      description: 'What the partner is: a payer or clearinghouse, a collection agency, or a mail room.',
      examples: ['payer'],
    }),
    transport: z.discriminatedUnion('kind', transports, { error: kinds }),
    senderId: partyId('Our id at the partner: ISA06 and GS02.', 'ELMCLINIC'),
    receiverId: partyId("The partner's id: ISA08 and GS03.", 'EXAMPLEPAYER'),
    pollMs: z
      .int()
      .min(50)
      .max(86_400_000)
      .meta({
        description: "Time between two visits to the partner's outbox.",
        unit: 'milliseconds',
        examples: [600_000],
      }),
    quietMinutes: z
      .number()
      .min(0)
      .max(1_440)
      .default(5)
      .meta({
        description: 'Time that a file without a visible end must be unchanged before it is read.',
        unit: 'minutes',
        examples: [10],
      }),
    accepts: accepts.optional(),
    sends: sends.optional(),
  })
  .superRefine((entry, context) => {
    for (const { path, message } of contradictions(entry)) context.addIssue({ code: 'custom', path, message });
  });

interface Contradiction {
  readonly path: string[];
  readonly message: string;
}

/** Fields of one partner that do not fit each other. */
function contradictions({ kind, payerIds, transport, sends }: Omit<PartnerEntry, 'accepts'>): readonly Contradiction[] {
  const problem = sends?.fileName === undefined ? undefined : patternProblem(sends.fileName, kind);
  const found: readonly (Contradiction | false)[] = [
    transport.kind === 'sandbox' &&
      sends?.usage === 'P' && { path: ['sends', 'usage'], message: '"T" for the sandbox' },
    problem !== undefined && { path: ['sends', 'fileName'], message: problem },
    // Otherwise the next visit would take our own claims back.
    transport.inbox === transport.outbox && {
      path: ['transport', 'outbox'],
      message: 'another folder than the inbox',
    },
    kind === 'payer'
      ? payerIds.length === 0 && { path: ['payerIds'], message: 'at least one payer, or "*"' }
      : payerIds.length > 0 && { path: ['payerIds'], message: 'an empty list, because only a payer takes claims' },
  ];
  return found.filter((one) => one !== false);
}

/** partners.json: whom files are exchanged with. A payer belongs to one partner only, and so does a mailbox. */
export const partnersSchema = z
  .array(partner)
  .refine((partners) => isUnique(partners.map((each) => each.partnerId)), 'each partnerId once')
  .refine((partners) => isUnique(partners.flatMap((each) => each.payerIds)), 'each payer at one partner only')
  .refine(
    (partners) => isUnique(partners.flatMap(({ kind }) => (kind === 'payer' ? [] : [kind]))),
    'one agency and one mail room at most',
  )
  .refine(
    (partners) => isUnique(partners.map(({ transport }) => outboxOf(transport))),
    'each outbox at one partner only',
  )
  .refine(isApart, 'no inbox that is the outbox of another partner');

/** A partner's outbox, with the server it is on. */
function outboxOf(transport: PartnerEntry['transport'], folder = transport.outbox): string {
  const server = transport.kind === 'sftp' ? [transport.host, transport.port] : [];
  return JSON.stringify([transport.kind, ...server, 'username' in transport ? transport.username : '', folder]);
}

function isApart(partners: readonly PartnerEntry[]): boolean {
  const outboxes = new Set(partners.map(({ transport }) => outboxOf(transport)));
  return !partners.some(({ transport }) => outboxes.has(outboxOf(transport, transport.inbox)));
}

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** A partner as partners.json describes it. */
export type PartnerEntry = Readonly<z.infer<typeof partner>>;
/** A partner's SFTP server. */
export type SftpTransport = Readonly<z.infer<typeof sftp>>;
/** A partner that is reached through two folders, as a mail room or a clearinghouse's own client is. */
export type FolderTransport = Readonly<z.infer<typeof folder>>;
/** Values that a file may have in one place, or that the place is not compared. */
export type Accepted = NonNullable<z.infer<typeof accepts>['usages']>;

/** Whom we exchange files with, for which payers, and how. */
export interface TradingPartner extends Omit<PartnerEntry, 'transport'> {
  readonly transport: Exclude<PartnerEntry['transport'], { readonly kind: 'sandbox' }>;
}
