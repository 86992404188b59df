import { type LoopRule, type LoopView, rule } from './rule.ts';

/** A user's own code lists and payer rules, as data. A list that is absent is not checked. */
export interface UserCodes {
  /** Claim adjustment reason codes (CAS). */
  readonly carc?: readonly string[];
  /** Remittance advice remark codes (LQ, MOA, MIA). */
  readonly rarc?: readonly string[];
  /** Claim status category codes (STC01-1). */
  readonly statusCategory?: readonly string[];
  /** Claim status codes (STC01-2). */
  readonly status?: readonly string[];
  /** Provider taxonomy codes (PRV03). */
  readonly taxonomy?: readonly string[];
  readonly rules?: readonly PayerRule[];
}

/** Something that a payer requires in an 837P: a segment with its qualifier ("REF*G1") in a loop ("2300"). */
export interface PayerRule {
  /** NM109 of the payer in loop 2010BB; every payer when absent. */
  readonly payer?: string;
  readonly loop: string;
  readonly requires: string;
  readonly message?: string;
  readonly severity?: 'error' | 'warning';
}

interface Adjusted {
  readonly adjustments?: readonly { readonly reasons: readonly { readonly reasonCode: string }[] }[];
  readonly remarks?: readonly { readonly list: string; readonly code: string }[];
  readonly outpatient?: { readonly remarkCodes?: readonly string[] };
  readonly inpatient?: { readonly remarkCodes?: readonly string[] };
}
interface Answered {
  readonly statuses?: readonly {
    readonly statuses: readonly { readonly category: string; readonly status: string }[];
  }[];
}
interface Specialized {
  readonly specialty?: { readonly taxonomyCode?: string };
}
interface Paid {
  readonly payer?: { readonly name?: { readonly id?: string } };
}

/** The rules that check a user's codes. */
export function userRules(codes: UserCodes): readonly LoopRule[] {
  if (Object.keys(codes).length === 0) return [];
  const [carc, rarc] = [listed(codes.carc), listed(codes.rarc)];
  const [categories, statuses] = [listed(codes.statusCategory), listed(codes.status)];
  const taxonomy = listed(codes.taxonomy);
  return [
    rule<Adjusted>(['2100', '2110', '2320', '2430'], (loop, view) => checkAdjustments(loop, view, { carc, rarc })),
    rule<Answered>(['2200B', '2200C', '2200D', '2200E', '2220D', '2220E'], (loop, view) => {
      for (const [nth, one] of (loop.statuses ?? []).entries()) {
        for (const { category, status } of one.statuses) {
          const at = { member: 'statuses', nth, element: 1 };
          if (!categories(category)) unknown(view, { ...at, component: 1 }, 'a claim status category');
          if (!statuses(status)) unknown(view, { ...at, component: 2 }, 'a claim status code');
        }
      }
    }),
    rule<Specialized>(['2000A', '2310B', '2420A'], ({ specialty }, view) => {
      const code = specialty?.taxonomyCode;
      if (code !== undefined && !taxonomy(code)) unknown(view, { member: 'specialty', element: 3 }, 'a taxonomy code');
    }),
    ...(codes.rules ?? []).map(payerRule),
  ];
}

function listed(list: readonly string[] | undefined): (code: string) => boolean {
  if (list === undefined) return () => true;
  const all = new Set(list);
  return (code) => all.has(code);
}

function checkAdjustments(
  { adjustments = [], remarks = [], outpatient, inpatient }: Adjusted,
  view: LoopView,
  { carc, rarc }: Readonly<Record<'carc' | 'rarc', (code: string) => boolean>>,
): void {
  for (const [nth, { reasons }] of adjustments.entries()) {
    for (const [index, { reasonCode }] of reasons.entries()) {
      if (!carc(reasonCode))
        unknown(view, { member: 'adjustments', nth, element: 2 + 3 * index }, 'a claim adjustment reason code');
    }
  }
  for (const [nth, { list, code }] of remarks.entries()) {
    if (list === 'HE' && !rarc(code)) unknown(view, { member: 'remarks', nth, element: 2 }, 'a remark code');
  }
  for (const member of ['outpatient', 'inpatient'] as const) {
    const codes = { outpatient, inpatient }[member];
    for (const [index, code] of (codes?.remarkCodes ?? []).entries()) {
      if (!rarc(code)) unknown(view, { member, element: remarkPlaces[member][index] ?? 0 }, 'a remark code');
    }
  }
}

/** Elements of MOA and MIA that hold remark codes. */
const remarkPlaces = { outpatient: [3, 4, 5, 6, 7], inpatient: [5, 20, 21, 22, 23] } as const;

function unknown(view: LoopView, at: Parameters<LoopView['report']>[1], what: string): void {
  view.report('code.unknown', at, `is not ${what} of the given list`);
}

function payerRule({ payer, loop, requires, message, severity = 'error' }: PayerRule): LoopRule {
  return rule<object>([loop], (_, view) => {
    const name = view.outer<Paid>('2000B')?.payer?.name?.id;
    if ((payer !== undefined && payer !== name) || view.has(requires)) return;
    view.report(
      'payer.required',
      { member: view.memberFor(requires) },
      message ?? `${requires} is required by the payer`,
      {
        severity,
      },
    );
  });
}
