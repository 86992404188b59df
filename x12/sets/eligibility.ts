import { along, opt, optList, places, req, reqList } from '../grammar/element.ts';
import { code, components, composite, integer, text } from '../grammar/element-types.ts';
import { marked, segment } from '../grammar/grammar.ts';

// Parts shared by eligibility inquiries (270) and responses (271). @source 005010X279A1

function between(from: number, to: number): readonly string[] {
  return places(from, to).map(String);
}

/** Service types. */
export const serviceTypes: readonly string[] = [
  ...[...between(1, 28), '30', ...between(32, 99)],
  ...'A0 A1 A2 A3 A4 A5 A6 A7 A8 A9 AA AB AC AD AE AF AG AH AI AJ AK AL AM AN AO AQ AR'.split(' '),
  ...'B1 B2 B3 BA BB BC BD BE BF BG BH BI BJ BK BL BM BN BP BQ BR BS BT BU BV BW BX BY BZ'.split(' '),
  ...'C1 CA CB CC CD CE CF CG CH CI CJ CK CL CM CN CO CP CQ'.split(' '),
  ...'DG DM DS GF GN GY IC MH NI ON PT PU RN RT TC TN UC'.split(' '),
];

/** Roles of the information source (2100A). */
export const sourceRoles = ['36', '2B', 'GP', 'P5', 'PR'] as const;
/** Identifier kinds of the information source. */
export const sourceIds = ['24', '46', 'FI', 'NI', 'PI', 'XV', 'XX'] as const;
/** Roles of the information receiver (2100B). */
export const receiverRoles = ['36', '80', '1P', '2B', 'FA', 'GP', 'P5', 'PR'] as const;
/** Identifier kinds of the information receiver. */
export const receiverIds = ['24', '34', 'FI', 'PI', 'PP', 'SV', 'XV', 'XX'] as const;
const receiverReferences = [
  '0B',
  '1C',
  '1D',
  '1J',
  '4A',
  'CT',
  'EL',
  'EO',
  'HPI',
  'JD',
  'N5',
  'N7',
  'Q4',
  'SY',
  'TJ',
] as const;

/** REF with one of several qualifiers and a description: a state, a plan name. */
export function describedReferences<const Q extends readonly string[]>(...qualifiers: Q) {
  return marked(
    'REF',
    { 1: qualifiers },
    {
      qualifier: req(1, code<Q[number]>(...qualifiers)),
      value: req(2, text(1, 50)),
      description: opt(3, text(1, 80)),
    },
  );
}

/** REF: further identifiers of the receiver; a license with its state. */
export const receiverReference = describedReferences(...receiverReferences);

const roles = 'AD AT BI CO CV H HH LA OT P1 P2 PC PE R RF SK SU'.split(' ');

/** PRV: role and specialty of a provider. */
export const roleAndSpecialty = segment('PRV', {
  role: req(1, code(...roles, 'SB')),
  qualifier: along(2, 'PXC', 'taxonomyCode'),
  taxonomyCode: opt(3, text(1, 50)),
});

/** PRV: the provider that an inquiry is about, with an identifier. */
export function provider<const Q extends readonly string[]>(...qualifiers: Q) {
  return segment('PRV', {
    role: req(1, code(...roles)),
    qualifier: opt(2, code<Q[number]>(...qualifiers)),
    value: opt(3, text(1, 50)),
  });
}

const diagnosis = composite({ qualifier: req(1, code('ABK', 'ABF', 'BK', 'BF')), code: req(2, text(1, 30)) });
/** HI: diagnoses referenced by inquiries. */
export const diagnoses = marked('HI', { 1: ['ABK', 'BK'] }, { codes: reqList(places(1, 8), diagnosis) });

/** Pointers to diagnoses, from 1. */
export const diagnosisPointers = components(integer(2), 4);

const procedureParts = {
  qualifier: req(1, code('AD', 'CJ', 'HC', 'ID', 'IV', 'N4', 'ZZ')),
  code: req(2, text(1, 48)),
  modifiers: optList(places(3, 6), text(2, 2)),
};
/** A procedure in an inquiry. */
export const askedProcedure = composite(procedureParts);
/** A procedure, or range of procedures, in a response. */
export const answeredProcedure = composite({ ...procedureParts, codeTo: opt(8, text(1, 48)) });
