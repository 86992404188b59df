import { z } from 'zod';
import { type BusinessClock, isTimeZone, realDayMs } from '../clock.ts';
import { instant, type IsoDate, readDate } from '../dates.ts';

/** clock.json: how instants map to business days. */
export const clockSchema: z.ZodType<BusinessClock> = z
  .strictObject({
    startedAt: z.iso.datetime().meta({
      description: 'Instant at which `startDate` begins (UTC). Used only with short days.',
      examples: ['2026-11-28T05:00:00.000Z'],
    }),
    startDate: z
      .string()
      .refine((text) => readDate(text) !== undefined, 'a day, yyyy-mm-dd')
      .meta({ description: 'First business day of the installation, yyyy-mm-dd.', examples: ['2026-11-28'] }),
    dayMs: z
      .int()
      .min(50)
      .max(realDayMs)
      .meta({
        description: 'Length of a business day; 86400000 for calendar days. Do not change it while claims are open.',
        unit: 'milliseconds',
        examples: [realDayMs],
      }),
    timeZone: z
      .string()
      .refine(isTimeZone, 'a time zone, such as America/New_York')
      .default('America/New_York')
      .meta({
        description:
          "The office's time zone (IANA), in which calendar days begin. `up` writes the time zone of the machine.",
        examples: ['America/Chicago'],
      }),
  })
  .transform(({ startedAt, startDate, ...rest }) => ({
    ...rest,
    startedAt: instant(Date.parse(startedAt)),
    startDate: startDate as IsoDate,
  }));
