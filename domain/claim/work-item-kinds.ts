import { askedOf, type Question } from './question.ts';

/** Kinds of work items that claims do not ask themselves. */
const ofFiles = [
  'file',
  'late-remittance',
  'unknown-claim',
  'contradiction',
  'unread-payment',
  'remittance',
  'partner',
] as const;

/** The kinds of work items. */
export const workItemKinds: readonly string[] = [...(Object.keys(askedOf) as Question['kind'][]), ...ofFiles];
