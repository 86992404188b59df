import { z } from 'zod';
import { isNpi } from '../codes.ts';
import { readDate } from '../dates.ts';

/** Text of a given length that holds something besides spaces. */
export function text(min: number, max: number): z.ZodString {
  return z.string().min(min).max(max).regex(/\S/, 'not only spaces');
}

/** An identifier in capital letters and digits. */
export function code(min: number, max: number): z.ZodString {
  return z
    .string()
    .min(min)
    .max(max)
    .regex(/^[A-Z0-9]+$/, 'capital letters and digits');
}

/** A field that may be absent or null; both mean that nothing was said. */
export function orNull<T extends z.ZodType>(schema: T): z.ZodOptional<z.ZodNullable<T>> {
  return schema.nullable().optional();
}

/** A calendar day, yyyy-mm-dd, that exists. */
export const day = z
  .string()
  .refine((value) => readDate(value) !== undefined, 'a calendar day, yyyy-mm-dd')
  .meta({ format: 'date' });

/** A national provider identifier whose check digit is right. */
export const npi = z
  .string()
  .refine(isNpi, 'a ten-digit NPI with a right check digit')
  .meta({ pattern: '^[12]\\d{9}$' });

/** The name of a person, to be spread into an object. */
export const person = {
  firstName: text(1, 35),
  middleName: text(1, 25).optional(),
  lastName: text(1, 60),
  suffix: text(1, 10).optional(),
};

/** A postal address in the United States; the postal code has 5 or 9 digits and no hyphen. */
export const postalAddress = z.strictObject({
  address1: text(1, 55),
  address2: text(1, 55).optional(),
  city: text(2, 30),
  state: z.string().regex(/^[A-Z]{2}$/, 'two capital letters'),
  postalCode: z.string().regex(/^\d{5}(\d{4})?$/, '5 or 9 digits'),
});
