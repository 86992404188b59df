// Names of outbound files. They consist of counters, days and surrogate ids, never of PHI.

/** What a file is written for: the kind of the trading partner. */
export type RecipientKind = 'payer' | 'agency' | 'mail';

interface Pattern {
  /** The pattern if the partner's description has none. */
  readonly otherwise: string;
  readonly placeholders: readonly string[];
  /** Placeholders that make a name unique. */
  readonly needed: readonly string[];
}

/**
 * File name patterns by recipient. `date` is yyyymmdd, `time` hhmmss in the office's time zone, `batch` and `statement`
 * are the claim id with counters.
 */
export const fileNamePatterns: Readonly<Record<RecipientKind, Pattern>> = {
  payer: {
    otherwise: '{controlNumber}.837',
    placeholders: ['controlNumber', 'date', 'time'],
    needed: ['controlNumber'],
  },
  agency: {
    otherwise: 'claimloop_{kind}_{date}_{batch}.csv',
    placeholders: ['kind', 'date', 'batch'],
    needed: ['kind', 'batch'],
  },
  mail: { otherwise: '{statement}.pdf', placeholders: ['statement', 'date'], needed: ['statement'] },
};

/** Bytes of the longest pattern. Filled in, it stays below the 255 bytes of file systems. */
export const longestPattern = 100;

/** Why a pattern cannot be used for files of a recipient, or undefined if it can. */
export function patternProblem(pattern: string, recipient: RecipientKind): string | undefined {
  const { placeholders, needed } = fileNamePatterns[recipient];
  const used = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const shown = placeholders.map((name) => `{${name}}`).join(', ');
  if (!/^(?:[A-Za-z0-9_.-]|\{\w+\})+$/.test(pattern)) return `letters, digits, ".", "_", "-" and ${shown}`;
  if (/^[.-]|\.(tmp|part|filepart)$|\.$/i.test(pattern))
    return 'a name that does not begin with "." or "-", and does not end in ".", ".tmp", ".part" or ".filepart"';
  if (!used.every((name) => placeholders.includes(name))) return `no other placeholder than ${shown}`;
  const missing = needed.find((name) => !used.includes(name));
  return missing === undefined ? undefined : `a name with {${missing}}, which makes it unique`;
}

/**
 * The name of a file for a partner. A resend has a different name, with "-r1" before the extension, because partners
 * may ignore a name that they already know.
 */
export function outboundFileName(
  { kind, sends }: { readonly kind: RecipientKind; readonly sends?: { readonly fileName?: string | undefined } },
  values: Readonly<Record<string, string>>,
  resend = 0,
): string {
  const pattern = sends?.fileName ?? fileNamePatterns[kind].otherwise;
  const name = pattern.replace(/\{(\w+)\}/g, (_, placeholder: string) => values[placeholder] ?? '');
  return resend === 0 ? name : name.replace(/(\.[^.]*)?$/, (extension) => `-r${resend}${extension}`);
}

/** The batch id of a placement, used in the names and contents of its files. */
export function placementBatchId(claimId: string, placement: number): string {
  return `${claimId}-${placement}`;
}
