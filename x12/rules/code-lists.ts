import { serviceTypes } from '../sets/eligibility.ts';

/** Provider adjustment reasons (PLB03-1). @source X12 data element 426, 005010X221A1 */
const providerAdjustments = new Set(
  (
    '50 51 72 90 AH AM AP B2 B3 BD BN C5 CR CS CT CV CW DM E3 FB FC GO HM IP IR IS J1 L3 L6 LE LS OA OB PI PL RA RE ' +
    'SL TL WO WU'
  ).split(' '),
);

/** Eligibility or benefit information (EB01). @source X12 data element 1390, 005010X279A1 */
const benefits = new Set('1 2 3 4 5 6 7 8 A B C CB D E F G H I J K L M MC N O P Q R S T U V W X Y'.split(' '));

/** Reject reasons (AAA03). @source X12 data element 901, 005010X279A1 */
const rejections = new Set(
  (
    '04 15 33 35 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 ' +
    '75 76 77 78 79 80 97 98 AA AE AF AG AO CI E8 IA MA T1 T2 T3 T4 T5'
  ).split(' '),
);

/** Claim status categories (STC01-1). @source X12 code list 507 */
const statusCategories = new Set(
  (
    'A0 A1 A2 A3 A4 A5 A6 A7 A8 D0 DR01 DR02 DR03 DR04 DR05 DR06 DR07 DR08 E0 E1 E2 E3 E4 F0 F1 F2 F3 F3F F3N F4 ' +
    'P0 P1 P2 P3 P4 P5 R0 R1 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 R13 R14 R15 R16 R17 RQ'
  ).split(' '),
);

const types = new Set(serviceTypes);

/** Whether PLB03-1 is a known provider adjustment reason. */
export function isProviderAdjustment(code: string): boolean {
  return providerAdjustments.has(code);
}

/** Whether EB01 is a known kind of benefit information. */
export function isBenefit(code: string): boolean {
  return benefits.has(code);
}

/** Whether EB03 is a known service type. */
export function isServiceType(code: string): boolean {
  return types.has(code);
}

/** Whether AAA03 is a known reject reason. */
export function isRejection(code: string): boolean {
  return rejections.has(code);
}

/** Whether STC01-1 is a known claim status category. */
export function isStatusCategory(code: string): boolean {
  return statusCategories.has(code);
}

/** Whether STC01-2 looks like a claim status code (X12 code list 508): a number of at most four digits. */
export function isStatusCode(code: string): boolean {
  return /^\d{1,4}$/.test(code);
}
