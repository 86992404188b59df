import { z } from 'zod';
import { isNpi } from '../codes.ts';
import { readDate } from '../dates.ts';

/** Text of a given length, not only spaces. */
export function text(min: number, max: number): z.ZodString {
  return z.string().min(min, { abort: true }).max(max).regex(/\S/, 'not only spaces');
}

/** A code of capital letters and digits. */
export function code(min: number, max: number): z.ZodString {
  return z
    .string()
    .min(min)
    .max(max)
    .regex(/^[A-Z0-9]+$/, 'capital letters and digits');
}

/** A field that may be absent or null, with the same meaning. */
export function orNull<T extends z.ZodType>(schema: T): z.ZodOptional<z.ZodNullable<T>> {
  return schema.nullable().optional();
}

/** A calendar day, yyyy-mm-dd. */
export const day = z
  .string()
  .refine((value) => readDate(value) !== undefined, 'a calendar day, yyyy-mm-dd')
  .meta({ format: 'date' });

/** A national provider identifier with a valid check digit. */
export const npi = z
  .string()
  .refine(isNpi, 'a ten-digit NPI with a valid check digit')
  .meta({ pattern: '^[12]\\d{9}$' });

/** A name of a person: it has a letter. */
function personName(max: number): z.ZodString {
  return text(1, max).refine((value) => value.trim() === '' || /\p{L}/u.test(value), 'a name with a letter');
}

/** The name fields of a person. */
export const person = {
  firstName: personName(35),
  middleName: text(1, 25).optional(),
  lastName: personName(60),
  suffix: text(1, 10).optional(),
};

/** A US postal address. The postal code has 5 or 9 digits and no hyphen. */
export const postalAddress = z.strictObject({
  address1: text(1, 55),
  address2: text(1, 55).optional(),
  city: text(2, 30),
  state: z.string().regex(/^[A-Z]{2}$/, 'two capital letters'),
  postalCode: z.string().regex(/^\d{5}(\d{4})?$/, '5 or 9 digits'),
});
