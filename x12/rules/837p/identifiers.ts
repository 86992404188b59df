import { isNpi, isTaxId } from '../identifiers.ts';
import { type LoopRule, rule } from '../rule.ts';

interface Named {
  readonly name: { readonly npi?: string };
}

const providers = [
  ...['2010AA', '2310A', '2310B', '2310C', '2310D'],
  ...['2420A', '2420B', '2420C', '2420D', '2420E', '2420F'],
];

/** An NPI must pass its check digit. */
const npi = rule<Named>(providers, ({ name }, view) => {
  if (name.npi !== undefined && !isNpi(name.npi))
    view.report(
      'npi.check-digit',
      { member: 'name', element: 9 },
      'is not a valid NPI (ten digits with a check digit)',
    );
});

/** The billing provider has an NPI, unless the provider is not eligible for one. */
const billingNpi = rule<Named>(['2010AA'], ({ name }, view) => {
  if (name.npi === undefined)
    view.report('situation.required', { member: 'name', element: 9 }, 'the NPI is required', { severity: 'warning' });
});

/** A tax id has nine digits and no hyphen. */
const taxId = rule<{ readonly taxId: { readonly value: string } }>(['2010AA', '2010AC'], (loop, view) => {
  if (!isTaxId(loop.taxId.value)) view.report('tax-id.form', { member: 'taxId', element: 2 }, 'is not nine digits');
  else if (/^(\d)\1{8}$/.test(loop.taxId.value))
    view.report('tax-id.form', { member: 'taxId', element: 2 }, 'is one digit nine times', { severity: 'warning' });
});

/** Rules for identifiers. */
export const identifierRules: readonly LoopRule[] = [npi, billingNpi, taxId];
