import { addDays, type IsoDate, usDate } from '../dates.ts';
import { type Cents, cents, dollars } from '../money.ts';
import type { Intake } from '../schema/intake.ts';

/** A paragraph of a statement with its heading. */
export interface Notice {
  readonly heading: string;
  readonly text: string;
}

/** The input of the notices. */
export interface NoticeFacts {
  readonly intake: Intake;
  readonly accountNumber: string;
  readonly chargedCents: Cents;
  readonly dueOn: IsoDate;
  /** Day of the first statement of the claim. */
  readonly firstStatementOn: IsoDate;
  readonly isFinalNotice: boolean;
}

const askInsurance = ' Ask your insurance too if you think that it should have paid more.';

/** How to pay, dispute and get help; on a final notice also the warning about collection. */
export function notices(facts: NoticeFacts): readonly Notice[] {
  const { intake, accountNumber, dueOn, isFinalNotice } = facts;
  const phone = intake.billing.contact?.phone;
  const reach = phone ? `Call us at ${printPhone(phone)} or write to us` : 'Write to us';
  return [
    ...(isFinalNotice
      ? [
          {
            heading: 'Final notice',
            text:
              `If we have neither your payment nor a word from you by ${usDate(dueOn)}, this ` +
              'account may be placed with a collection agency. We do not report it to any credit bureau.',
          },
        ]
      : []),
    {
      heading: 'How to pay',
      text:
        `Send a check to the address above with account number ${accountNumber} on it, by ${usDate(dueOn)}. ` +
        `Make it out to ${intake.billing.organizationName}.`,
    },
    {
      heading: 'If you do not agree',
      text:
        `${reach} and say what you think is wrong. You may ask for an itemized bill at no ` +
        `cost.${intake.responsibleParty === 'selfPay' ? '' : askInsurance}`,
    },
    {
      heading: 'If you cannot pay at once',
      text: `${reach}: we can agree on installments, and tell you what financial help there is.`,
    },
    ...estimateRights(facts),
  ];
}

/**
 * The rights of a self-pay patient, who may dispute a bill of $400.00 or more above the good faith estimate within 120
 * days of the first bill.
 * @source 45 CFR 149.620
 */
function estimateRights({ intake, chargedCents, firstStatementOn }: NoticeFacts): readonly Notice[] {
  if (intake.responsibleParty !== 'selfPay') return [];
  const estimate = intake.estimate?.goodFaithEstimateCents;
  const until = usDate(addDays(firstStatementOn, 120));
  const mayDispute = typeof estimate === 'number' && chargedCents >= estimate + 40_000;
  const text = mayDispute
    ? `Our estimate was ${dollars(cents(estimate))}. This bill is at least $400.00 above it: you may dispute it ` +
      `with the Department of Health and Human Services until ${until}, and nothing is collected while that is open.`
    : 'You had a right to an estimate beforehand. A bill of $400.00 or more above it may be disputed with ' +
      `the Department of Health and Human Services until ${until}.`;
  return [{ heading: 'Your rights without insurance', text }];
}

/** Ten digits as a US telephone number: "(609) 555-0142". */
export function printPhone(digits: string): string {
  return digits.replace(/^(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3');
}
