import { isState } from '../identifiers.ts';
import { type LoopRule, rule } from '../rule.ts';

interface Located {
  readonly street?: { readonly address1: string };
  readonly city?: {
    readonly state?: string;
    readonly postalCode?: string;
    readonly country?: string;
  };
}

interface Reached {
  readonly contacts?: readonly Contact[];
  readonly contact?: Contact;
}
interface Contact {
  readonly numbers?: readonly { readonly kind: string }[];
}

const located = [
  ...['2010AA', '2010AB', '2010AC', '2010BA', '2010BB', '2010CA', '2310C', '2310E', '2310F'],
  ...['2330A', '2330B', '2420C', '2420E', '2420G', '2420H'],
];

/** An address in the United States or Canada has a state or province and a postal code. */
const stateAndCode = rule<Located>(located, ({ city }, view) => {
  if (city === undefined || !['US', 'USA', 'CA', 'CAN'].includes(city.country ?? 'US')) return;
  if (city.state === undefined) view.report('situation.required', { member: 'city', element: 2 }, 'is required');
  if (city.postalCode === undefined) view.report('situation.required', { member: 'city', element: 3 }, 'is required');
});

/** A state or province exists. @source USPS Publication 28, appendix B; Canada Post */
const state = rule<Located>(located, ({ city }, view) => {
  if (city?.state === undefined || !['US', 'USA', 'CA', 'CAN'].includes(city.country ?? 'US')) return;
  if (!isState(city.state))
    view.report('code.unknown', { member: 'city', element: 2 }, 'is not a state or province', { severity: 'warning' });
});

/** Billing and service locations have a street address and a nine-digit ZIP code. */
const billingAddress = rule<Located>(['2010AA', '2310C', '2420C'], ({ street, city }, view) => {
  const code = city?.postalCode ?? '';
  if (city?.country === undefined && code !== '' && !/^\d{9}$/.test(code))
    view.report('situation.required', { member: 'city', element: 3 }, 'is not a ZIP code of nine digits', {
      severity: 'warning',
    });
  if (city?.country === undefined && /^\d{5}(0000|9999)$/.test(code))
    view.report(
      'code.unknown',
      { member: 'city', element: 3 },
      'ends in a placeholder instead of the last four digits',
      {
        severity: 'warning',
      },
    );
  if (/^P\.?\s?O\.?\s?BOX\b/i.test(street?.address1 ?? ''))
    view.report(
      'situation.not-used',
      { member: 'street', element: 1 },
      'is a post office box instead of a street address',
      {
        severity: 'warning',
      },
    );
});

/** An extension follows its telephone number. */
const extension = rule<Reached>(['1000A', '2010AA', '2010BA', '2010CA', '2310C', '2420E'], (loop, view) => {
  const member = loop.contacts ? 'contacts' : 'contact';
  for (const [nth, { numbers = [] }] of (loop.contacts ?? [loop.contact ?? {}]).entries()) {
    for (const [index, { kind }] of numbers.entries()) {
      if (kind === 'EX' && numbers[index - 1]?.kind !== 'TE')
        view.report(
          'element.code',
          { member, nth, element: 3 + index * 2 },
          'is an extension without a telephone number',
        );
    }
  }
});

/** Rules for addresses and contacts. @source 005010X222A1 */
export const addressRules: readonly LoopRule[] = [stateAndCode, state, billingAddress, extension];
