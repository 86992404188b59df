import type { Rule } from '../check/finding.ts';

/** A known fault: a change of a valid file's segments, and the rule that it breaks. */
interface KnownFault {
  readonly name: string;
  readonly rule: Rule;
  /** The changed segments; undefined when the fault does not apply to the file. */
  readonly change: (segments: readonly string[]) => readonly string[] | undefined;
}

/** A change of the first segment with an id. */
function inFirst(id: RegExp, change: (segment: string) => string | undefined): KnownFault['change'] {
  return (segments) => {
    const at = segments.findIndex((segment) => id.test(segment));
    const changed = change(segments[at] ?? '');
    return at < 0 || changed === undefined ? undefined : segments.toSpliced(at, 1, changed);
  };
}

function element(at: number, change: (text: string) => string): (segment: string) => string {
  return (segment) =>
    segment
      .split('*')
      .map((text, index) => (index === at ? change(text) : text))
      .join('*');
}

const more = (text: string): string => String(Number(text) + 1);

/** Every known fault; each leaves a file that is readable. */
const knownFaults: readonly KnownFault[] = [
  { name: 'segment-count', rule: 'envelope.count', change: inFirst(/^SE\*/, element(1, more)) },
  {
    name: 'set-control',
    rule: 'envelope.control',
    change: inFirst(
      /^SE\*/,
      element(2, () => '9999'),
    ),
  },
  { name: 'group-count', rule: 'envelope.count', change: inFirst(/^GE\*/, element(1, more)) },
  {
    name: 'interchange-control',
    rule: 'envelope.control',
    change: inFirst(
      /^IEA\*/,
      element(2, () => '999999999'),
    ),
  },
  {
    name: 'wrong-group',
    rule: 'envelope.functional-id',
    change: inFirst(
      /^GS\*/,
      element(1, () => 'RA'),
    ),
  },
  { name: 'unknown-segment', rule: 'segment.unknown', change: inFirst(/^(BHT|BPR|AK1)\*/, (one) => `${one}~ZZZ*1`) },
  {
    name: 'unexpected-segment',
    rule: 'segment.unexpected',
    change: inFirst(/^(BHT|BPR|AK1)\*/, (one) => `${one}~SV5*1`),
  },
  {
    name: 'unused-element',
    rule: 'element.not-used',
    change: inFirst(/^TRN\*|^AK1\*|^BHT\*/, (one) => `${one}${'*'.repeat(8)}X`),
  },
  {
    name: 'invalid-date',
    rule: 'element.date',
    change: inFirst(/^(DTM|DTP|DMG)\*/, (one) => one.replace(/\d{8}/, '20261345')),
  },
  {
    name: 'check-digit',
    rule: 'npi.check-digit',
    change: (all) => (all.some((one) => /^ST\*(837|270|276)/.test(one)) ? otherCheckDigit(all) : undefined),
  },
  { name: 'claim-charge', rule: 'balance.claim', change: inFirst(/^CLM\*/, element(2, more)) },
  { name: 'claim-paid', rule: 'balance.claim', change: withOtherPaid },
  { name: 'payment', rule: 'balance.payment', change: withOtherPayment },
  { name: 'negative-payment', rule: 'amount.negative', change: withNegativePayment },
  { name: 'missing-payee', rule: 'segment.missing', change: withoutPayee },
  { name: 'missing-receiver', rule: 'segment.missing', change: (all) => without(all, /^NM1\*40\*/) },
  {
    name: 'status-category',
    rule: 'code.unknown',
    change: inFirst(
      /^STC\*/,
      element(1, (text) => text.replace(/^\w+/, 'Z9')),
    ),
  },
];

const otherCheckDigit = inFirst(/^NM1\*.*\*XX\*\d{10}$/, (one) =>
  one.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
);

/** Another BPR02 of the first payment, if money is paid. */
function withOtherPayment(segments: readonly string[]): readonly string[] | undefined {
  return inFirst(/^BPR\*/, (one) => (/^BPR\*\w\*0\*/.test(one) ? undefined : element(2, more)(one)))(segments);
}

/** CLP04 of the first claim and BPR02 grow alike, so that the payment still balances. */
function withOtherPaid(segments: readonly string[]): readonly string[] | undefined {
  const changed = withOtherPayment(segments);
  return changed && inFirst(/^CLP\*/, element(4, more))(changed);
}

/** BPR02 is -1, and a provider adjustment keeps the balance. */
function withNegativePayment(segments: readonly string[]): readonly string[] | undefined {
  const payment = segments.find((segment) => /^BPR\*/.test(segment))?.split('*') ?? [];
  const payee = segments.find((segment) => /^N1\*PE\*/.test(segment))?.split('*')[4];
  const end = segments.findIndex((segment) => /^SE\*/.test(segment));
  if (payee === undefined || payment[4] === 'NON' || end < 0) return undefined;
  const withheld = (Math.round(Number(payment[2]) * 100) + 100) / 100;
  const balanced = segments.toSpliced(end, 0, `PLB*${payee}*${payment[16]}*L6*${withheld}`);
  return inFirst(
    /^BPR\*/,
    element(2, () => '-1'),
  )(balanced);
}

/** Without the loops of the payees. */
function withoutPayee(segments: readonly string[]): readonly string[] | undefined {
  let isPayee = false;
  const left = segments.filter((segment) => {
    isPayee = /^N1\*PE/.test(segment) || (isPayee && /^(N3|N4|REF|RDM)\*/.test(segment));
    return !isPayee;
  });
  return left.length < segments.length ? left : undefined;
}

function without(segments: readonly string[], id: RegExp): readonly string[] | undefined {
  const left = segments.filter((segment) => !id.test(segment));
  return left.length < segments.length ? left : undefined;
}

/** The segments with SE01 of the first set changed by the number of segments that a fault added. */
function counted(segments: readonly string[], added: number): readonly string[] {
  const change = inFirst(
    /^SE\*/,
    element(1, (text) => String(Number(text) + added)),
  );
  return added === 0 ? segments : (change(segments) ?? segments);
}

/** The file with the next known fault that applies to it, counted from a number. Bytes are one character each. */
export function withFault(
  text: string,
  number: number,
): { readonly name: string; readonly rule: Rule; readonly text: string } {
  const segments = text.split('~');
  for (let step = 0; step < knownFaults.length; step += 1) {
    const fault = knownFaults[(number + step) % knownFaults.length];
    // A change may put two segments in the place of one.
    const changed = fault?.change(segments)?.flatMap((segment) => segment.split('~'));
    if (fault && changed) {
      const text = counted(changed, changed.length - segments.length).join('~');
      return { name: fault.name, rule: fault.rule, text };
    }
  }
  throw new TypeError('no known fault applies to this file');
}
