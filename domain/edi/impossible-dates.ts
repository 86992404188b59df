import type { Finding, Segment } from '../../x12/index.ts';
import { addDays, type IsoDate } from '../dates.ts';

/** No payment and no service of a claim in this program is older. */
const firstDay = '20000101';
/** Payers announce transfers some days ahead. */
const daysAhead = 30;

/** DTM01 of dates of service: 232 and 233 of the claim; 150, 151 and 472 of a line. */
const ofService: ReadonlySet<string> = new Set(['150', '151', '232', '233', '472']);
/** A service cannot begin after it was paid for: the first day of the claim; the first, last or only day of a line. */
const notAfterPayment: ReadonlySet<string> = new Set(['150', '151', '232', '472']);
/** 405 the day of the file, 050 the day on which the claim arrived. 036 is left out: coverage may end at any time. */
const others: ReadonlySet<string> = new Set(['050', '405']);

/**
 * Finds dates of an 835 that cannot be true: before the year 2000, more than 30 days after `today`, or a service after
 * the payment for it. A text that is no date is another rule's finding. Predeterminations (CLP02 = 25) may be about
 * future services. Takes the segments after ST in their order.
 */
export class ImpossibleDates {
  readonly #last: string;
  #paidOn: string | undefined;
  #isPredetermination = false;

  constructor(today: IsoDate) {
    this.#last = addDays(today, daysAhead).replaceAll('-', '');
  }

  /** What is wrong with the date of the next segment, at a position in the set (ST = 1). */
  take({ id, elements }: Pick<Segment, 'id' | 'elements'>, position: number): Finding | undefined {
    const found = (element: number, fault: Fault | undefined): Finding | undefined =>
      fault && { severity: 'error', segment: id, position, element, ...fault };
    if (id === 'BPR') {
      this.#paidOn = dateIn(elements[16]);
      return found(16, outOfRange(this.#paidOn, this.#last));
    }
    if (id === 'CLP') this.#isPredetermination = elements[2] === '25';
    if (id !== 'DTM') return undefined;
    const [, qualifier = '', text] = elements;
    const isService = ofService.has(qualifier);
    if (!(isService || others.has(qualifier)) || (isService && this.#isPredetermination)) return undefined;
    const date = dateIn(text);
    const isBefore = notAfterPayment.has(qualifier);
    return found(2, outOfRange(date, this.#last) ?? (isBefore ? afterPayment(date, this.#paidOn) : undefined));
  }
}

type Fault = Pick<Finding, 'rule' | 'message'>;

/** Eight digits; undefined for anything else. */
function dateIn(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{8}$/.test(text) ? text : undefined;
}

function outOfRange(date: string | undefined, last: string): Fault | undefined {
  if (date === undefined) return undefined;
  if (date < firstDay) return { rule: 'element.date', message: 'is before the year 2000' };
  return date > last ? { rule: 'date.future', message: `is more than ${daysAhead} days in the future` } : undefined;
}

function afterPayment(date: string | undefined, paidOn: string | undefined): Fault | undefined {
  const isAfter = date !== undefined && paidOn !== undefined && date > paidOn;
  return isAfter ? { rule: 'date.order', message: 'is after the payment date' } : undefined;
}
