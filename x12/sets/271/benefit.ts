import { along, opt, req } from '../../grammar/element.ts';
import { code, decimal, formatAlong, id, integer, moment, money, repeated, text } from '../../grammar/element-types.ts';
import { fixed, loop, many, marked, one, optional, segment } from '../../grammar/grammar.ts';
import { momentsOf, street } from '../common.ts';
import { answeredProcedure, describedReferences, diagnosisPointers, roleAndSpecialty } from '../eligibility.ts';
import { anyonePerhaps, contactPerhaps, idPerhaps, namedIn } from '../names.ts';
import { rejection } from './rejection.ts';

// One benefit of a 271 (2110C, 2110D). Codes are kept as received, because payers extend these lists.

const benefit = segment('EB', {
  information: req(1, id(1, 2)),
  coverageLevel: opt(2, id(3, 3)),
  serviceTypes: opt(3, repeated(id(1, 2))),
  insuranceType: opt(4, id(1, 3)),
  planDescription: opt(5, text(1, 50)),
  period: opt(6, id(1, 2)),
  amountCents: opt(7, money),
  share: opt(8, decimal(10)),
  quantityQualifier: opt(9, id(2, 2)),
  quantity: opt(10, decimal(15)),
  needsAuthorization: opt(11, code('N', 'U', 'Y')),
  inNetwork: opt(12, code('N', 'U', 'W', 'Y')),
  procedure: opt(13, answeredProcedure),
  diagnosisPointers: opt(14, diagnosisPointers),
});

/** HSD: quantity, period and frequency of a service. */
const delivery = segment('HSD', {
  quantityQualifier: opt(1, id(2, 2)),
  quantity: opt(2, decimal(15)),
  unit: opt(3, id(2, 2)),
  every: opt(4, decimal(6)),
  period: opt(5, id(1, 2)),
  periods: opt(6, integer(3)),
  pattern: opt(7, id(1, 2)),
  time: opt(8, id(1, 1)),
});

const dates = [
  ...(['096', '193', '194', '198', '290', '291', '292', '295', '304', '307', '318', '346', '348', '349'] as const),
  ...(['356', '357', '435', '472', '636', '771'] as const),
] as const;

/** III: place of service, nature of injury, body part. */
const information = segment('III', {
  list: opt(1, code('GR', 'NI', 'ZZ')),
  code: opt(2, text(1, 30)),
  category: opt(3, code('44')),
  description: opt(4, text(1, 264)),
});

/** N4 with a military health service region. */
const cityAndRegion = segment('N4', {
  city: req(1, text(2, 30)),
  state: opt(2, id(2, 2)),
  postalCode: opt(3, id(3, 15)),
  country: opt(4, id(2, 2)),
  regionQualifier: along(5, 'RJ', 'region'),
  region: opt(6, text(1, 30)),
  countrySubdivision: opt(7, id(1, 3)),
});

const related = [
  ...(['13', '36', '73', '1I', '1P', '2B', 'FA', 'GP', 'GW', 'I3', 'IL', 'LR', 'OC', 'P3', 'P4', 'P5', 'PR'] as const),
  ...(['PRP', 'SEP', 'TTP', 'VER', 'VN', 'VY', 'X3', 'Y2'] as const),
] as const;
const relatedIds = ['24', '34', '46', 'FA', 'FI', 'II', 'MI', 'NI', 'PI', 'PP', 'SV', 'XV', 'XX'] as const;

/** Another payer, provider or contact (2120C, 2120D). */
function entity(name: string) {
  return loop(name, {
    name: one(namedIn(related, { ...anyonePerhaps, ...idPerhaps(...relatedIds), relationship: opt(10, id(2, 2)) })),
    street: optional(street),
    city: optional(cityAndRegion),
    contacts: many(contactPerhaps('IC', { kinds: ['ED', 'EM', 'EX', 'FX', 'TE', 'UR', 'WP'], max: 3 }), 3),
    specialty: optional(roleAndSpecialty),
  });
}

const mark = (id: 'LS' | 'LE') => fixed(marked(id, { 1: '2120' }, {}));

/** One benefit with its limits. */
export function benefitLoop(person: 'C' | 'D') {
  return loop(`2110${person}`, {
    benefit: one(benefit),
    deliveries: many(delivery, 9),
    references: many(
      describedReferences(
        ...(['18', '49', '1L', '1W', '6P', '9F', 'ALS', 'CLI', 'F6', 'FO', 'G1', 'IG', 'M7', 'N6', 'NQ'] as const),
      ),
      9,
    ),
    dates: many(momentsOf(dates, 'D8', 'RD8'), 20),
    rejections: many(rejection, 9),
    messages: many(segment('MSG', { text: req(1, text(1, 264)) }), 10),
    information: many(loop(`2115${person}`, { information: one(information) }), 10),
    related: optional(
      loop(`2120${person}`, {
        start: mark('LS'),
        entities: many(entity(`2120${person}`), 23, 1),
        end: mark('LE'),
      }),
    ),
  });
}

const services = 'A B C D E F G H I J K L M N O Q R S U W'.split(' ');

/** MPI: military service and its dates. */
export const military = segment('MPI', {
  status: req(1, code('A', 'C', 'L', 'O', 'P', 'S', 'T')),
  employment: req(2, id(2, 2)),
  service: req(3, code(...services)),
  description: opt(4, text(1, 80)),
  rank: opt(5, id(2, 2)),
  format: formatAlong(6, 'when', ['D8', 'RD8']),
  when: opt(7, moment('D8', 'RD8')),
});
