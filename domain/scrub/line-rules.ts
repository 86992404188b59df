import { isPlaceOfService } from '../codes.ts';
import type { IsoDate } from '../dates.ts';
import type { Intake } from '../schema/intake.ts';
import type { Finding } from './finding.ts';

type ServiceLine = Intake['claim']['serviceLines'][number];

/** One check of one service line. */
export type LineRule = (at: {
  readonly intake: Intake;
  readonly line: ServiceLine;
  readonly path: string;
  readonly index: number;
  readonly today: IsoDate;
}) => readonly Finding[];

const inFuture: LineRule = ({ line, path, today }) => [
  ...(line.serviceDate > today
    ? [{ rule: 'service-date-in-future', path: `${path}.serviceDate`, message: 'The service is still to come.' }]
    : []),
  ...(line.serviceDateTo !== undefined && line.serviceDateTo > today
    ? [
        {
          rule: 'service-date-in-future',
          path: `${path}.serviceDateTo`,
          message: 'The last day of the service is still to come.',
        },
      ]
    : []),
];

const repeatedModifier: LineRule = ({ line, path }) =>
  repeats(line.modifiers).map((index) => ({
    rule: 'modifier-repeated',
    path: `${path}.modifiers[${index}]`,
    message: `Modifier ${line.modifiers[index]} stands on the line already.`,
  }));

const repeatedPointer: LineRule = ({ line, path }) =>
  repeats(line.diagnosisPointers).map((index) => ({
    rule: 'pointer-repeated',
    path: `${path}.diagnosisPointers[${index}]`,
    message: `Diagnosis ${line.diagnosisPointers[index]} is pointed to already.`,
  }));

/**
 * Pairs that cannot both be true of one line: 26 only the reading, TC only the technique; left and right are 50 or two
 * lines; 76 the same physician again, 77 another one; GA a notice is on file, GZ none is; GY never covered.
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
      message: `${one} and ${other} exclude each other.`,
    }));

/** Modifiers that say that a line is a repeat, or separate, on purpose. */
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
          message: `The line says the same as line ${same + 1}.`,
          fix: `Take one of them away, or add modifier 76 to ${path}.modifiers if it was done again.`,
        },
      ];
};

/** Anesthesia is the only service that is counted in minutes. @source NUCC, CMS-1500 manual, item 24G */
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
            message: 'Only anesthesia is counted in minutes.',
            fix: `Set ${path}.unitType to "UN".`,
          },
        ]),
    ...(Number.isInteger(line.units)
      ? []
      : [{ rule: 'minutes-not-whole', path: `${path}.units`, message: 'Minutes are counted whole.' }]),
  ];
};

const placeOfService: LineRule = ({ line, path }) =>
  line.placeOfServiceCode === undefined || isPlaceOfService(line.placeOfServiceCode)
    ? []
    : [
        {
          rule: 'place-of-service-unknown',
          path: `${path}.placeOfServiceCode`,
          message: `${line.placeOfServiceCode} stands for no place of service.`,
        },
      ];

/** Medicaid collects rebates by NDC and pays no drug without one. @source 42 U.S.C. 1396r-8(a)(7) */
const drugWithoutNdc: LineRule = ({ intake, line, path }) =>
  intake.insurance[0]?.claimFilingCode === 'MC' && line.procedureCode.startsWith('J') && line.drug === undefined
    ? [{ rule: 'drug-without-ndc', path: `${path}.drug`, message: 'Medicaid asks for the NDC of a drug.' }]
    : [];

/** Every check of one service line. */
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

/** Places in a list at which something stands that stood before. */
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
