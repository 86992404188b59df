import { z } from 'zod';

/** A text in a member id that selects a plan or a behavior. */
export const markerText = z.string().regex(/^[A-Z0-9-]{1,12}$/, 'must be 1 to 12 capital letters, digits or hyphens');

/** Group and reason code of an adjustment, as people write it. */
export const adjustmentText = z
  .string()
  .regex(/^(CO|PR|OA|PI)-[A-Z0-9]{1,3}$/, 'must be a group and a reason code, such as CO-197');

/** Claim status of a 277CA as STC01 has it: category, status and entity. */
export const statusText = z
  .string()
  .regex(/^[A-Z]\d{1,2}:\d{1,3}(:[A-Z0-9]{2,3})?$/, 'must be category, status and entity, such as A7:164:IL');
