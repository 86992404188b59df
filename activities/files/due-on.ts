import { businessDaysAfter } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/dates.ts';

/** Business days in which a person answers a question about a file: the partner often has to be asked first. */
const answerDays = 14;

/** The day by which a question about a file that is opened on a day must be answered. */
export function fileQuestionDueOn(openedOn: IsoDate): IsoDate {
  return businessDaysAfter(openedOn, answerDays);
}
