import { isPlaceOfService } from '../codes.ts';
import type { IsoDate } from '../dates.ts';
import type { Intake } from '../schema/intake.ts';
import type { Finding } from './finding.ts';

type ServiceLine = Intake['claim']['serviceLines'][number];

/** A check of one service line. */
export type LineRule = (at: {
  readonly intake: Intake;
  readonly line: ServiceLine;
  readonly path: string;
  readonly index: number;
  readonly today: IsoDate;
}) => readonly Finding[];

const inFuture: LineRule = ({ line, path, today }) => [
  ...(line.serviceDate > today
    ? [{ rule: 'service-date-in-future', path: `${path}.serviceDate`, message: 'The service date is in the future.' }]
    : []),
  ...(line.serviceDateTo !== undefined && line.serviceDateTo > today
    ? [
        {
          rule: 'service-date-in-future',
          path: `${path}.serviceDateTo`,
          message: 'The last service date is in the future.',
        },
      ]
    : []),
];

const repeatedModifier: LineRule = ({ line, path }) =>
  repeats(line.modifiers).map((index) => ({
    rule: 'modifier-repeated',
    path: `${path}.modifiers[${index}]`,
    message: `Modifier ${line.modifiers[index]} is repeated.`,
  }));

const repeatedPointer: LineRule = ({ line, path }) =>
  repeats(line.diagnosisPointers).map((index) => ({
    rule: 'pointer-repeated',
    path: `${path}.diagnosisPointers[${index}]`,
    message: `Diagnosis pointer ${line.diagnosisPointers[index]} is repeated.`,
  }));

/**
 * Modifiers that contradict each other on one line: 26 professional and TC technical component; LT left and RT right,
 * which are 50 or two lines; 76 repeat by the same physician and 77 by another; GA notice on file, GZ no notice, GY
 * excluded by law.
 */
const contradictions: readonly (readonly [string, string])[] = [
  ['26', 'TC'],
  ['LT', 'RT'],
  ['50', 'LT'],
  ['50', 'RT'],
  ['76', '77'],
  ['GA', 'GZ'],
  ['GY', 'GA'],
  ['GY', 'GZ'],
];

const contradictingModifiers: LineRule = ({ line, path }) =>
  contradictions
    .filter((pair) => pair.every((modifier) => line.modifiers.includes(modifier)))
    .map(([one, other]) => ({
      rule: 'modifiers-contradict',
      path: `${path}.modifiers`,
      message: `Modifiers ${one} and ${other} contradict each other.`,
    }));

/** Modifiers for an intended repeat or a separate service. */
const saysRepeat: ReadonlySet<string> = new Set(['76', '77', '91', '59', 'XE', 'XP', 'XS', 'XU']);

const duplicateLine: LineRule = ({ intake, line, path, index }) => {
  const same = intake.claim.serviceLines.findIndex((other) => print(other) === print(line));
  const isRepeat = line.modifiers.some((modifier) => saysRepeat.has(modifier));
  return same === index || isRepeat
    ? []
    : [
        {
          rule: 'duplicate-line',
          path,
          message: `The line duplicates line ${same + 1}.`,
          fix: `Remove one of them, or add modifier 76 to ${path}.modifiers if the service was repeated.`,
        },
      ];
};

/** Only anesthesia is billed in minutes. @source NUCC, CMS-1500 manual, item 24G */
const minutes: LineRule = ({ line, path }) => {
  if (line.unitType !== 'MJ') return [];
  const isAnesthesia = /^0[01]\d{3}$/.test(line.procedureCode);
  return [
    ...(isAnesthesia
      ? []
      : [
          {
            rule: 'minutes-without-anesthesia',
            path: `${path}.unitType`,
            message: 'Only anesthesia is billed in minutes.',
            fix: `Set ${path}.unitType to "UN".`,
          },
        ]),
    ...(Number.isInteger(line.units)
      ? []
      : [{ rule: 'minutes-not-whole', path: `${path}.units`, message: 'Minutes must be a whole number.' }]),
  ];
};

const placeOfService: LineRule = ({ line, path }) =>
  line.placeOfServiceCode === undefined || isPlaceOfService(line.placeOfServiceCode)
    ? []
    : [
        {
          rule: 'place-of-service-unknown',
          path: `${path}.placeOfServiceCode`,
          message: `${line.placeOfServiceCode} is not a place of service code.`,
        },
      ];

/** Medicaid requires the NDC of a drug, for its rebates. @source 42 U.S.C. 1396r-8(a)(7) */
const drugWithoutNdc: LineRule = ({ intake, line, path }) =>
  intake.insurance[0]?.claimFilingCode === 'MC' && line.procedureCode.startsWith('J') && line.drug === undefined
    ? [{ rule: 'drug-without-ndc', path: `${path}.drug`, message: 'Medicaid requires the NDC of a drug.' }]
    : [];

/** All checks of one service line. */
export const lineRules: readonly LineRule[] = [
  inFuture,
  repeatedModifier,
  repeatedPointer,
  contradictingModifiers,
  duplicateLine,
  minutes,
  placeOfService,
  drugWithoutNdc,
];

/** Indexes of the items that occur earlier in the list. */
function repeats(list: readonly unknown[]): readonly number[] {
  return list.flatMap((item, index) => (list.indexOf(item) < index ? [index] : []));
}

function print({
  serviceDate,
  serviceDateTo,
  procedureCode,
  modifiers,
  placeOfServiceCode,
  drug,
}: ServiceLine): string {
  return [
    serviceDate,
    serviceDateTo,
    procedureCode,
    modifiers.toSorted().join(' '),
    placeOfServiceCode,
    drug?.ndc,
  ].join('|');
}
