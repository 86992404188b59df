import type { Rule } from '../check/finding.ts';
import type { SetToWrite } from '../envelope/write-interchange.ts';
import { writeInterchange } from '../envelope/write-interchange.ts';
import type { GuideName } from '../guides.ts';
import { write270, write271, write276, write277, write277CA, write835, write837P, write999 } from '../index.ts';
import {
  generate271,
  generate277,
  generate277CA,
  generate999,
  kinds271,
  kinds277,
  kinds277CA,
  kinds999,
} from './answers.ts';
import { withFault } from './faults.ts';
import { interchangeWith } from './interchange.ts';
import { generate837P, kinds837P } from './claims-837p.ts';
import { generate270, generate276, kinds270, kinds276 } from './inquiries.ts';
import { generate835, kinds835 } from './remittances-835.ts';

/** Generated sets of one file, and their kind. */
interface GeneratedSets {
  readonly kind: string;
  readonly sets: readonly SetToWrite[];
}

/** A generated value, its kind, and the values of further sets in the same file. */
interface Generated<V> {
  readonly kind: string;
  readonly value: V;
  readonly further?: readonly V[];
}

/** Combines a generator of values, a writer, and the list of kinds. */
function generator<V>(
  kinds: readonly string[],
  generate: (seed: number, number: number) => Generated<V>,
  write: (value: V, control: string) => SetToWrite,
) {
  return {
    kinds,
    make(seed: number, number: number): GeneratedSets {
      const { kind, value, further = [] } = generate(seed, number);
      return { kind, sets: [value, ...further].map((one, index) => write(one, String(index + 1).padStart(4, '0'))) };
    },
  };
}

const generators = {
  '837p': generator(kinds837P, generate837P, write837P),
  '835': generator(kinds835, generate835, write835),
  '270': generator(kinds270, generate270, write270),
  '276': generator(kinds276, generate276, write276),
  '271': generator(kinds271, generate271, write271),
  '277': generator(kinds277, generate277, write277),
  '277ca': generator(kinds277CA, generate277CA, write277CA),
  '999': generator(kinds999, generate999, write999),
} satisfies Partial<Record<GuideName, unknown>>;

/** A set that can be generated, by the name of its guide. */
export type GeneratedName = keyof typeof generators;

/** The sets that can be generated. */
export const generatedNames = Object.keys(generators) as readonly GeneratedName[];

/** The generated kinds of a set, in rotation. */
export function kindsOf(name: GeneratedName): readonly string[] {
  return generators[name].kinds;
}

/** Whether files of that set can be generated. */
export function isGeneratedName(name: string): name is GeneratedName {
  return Object.hasOwn(generators, name);
}

/** A valid file, with one set unless its kind is about several. The same seed and number give the same bytes. */
export function generatedFile(
  name: GeneratedName,
  seed: number,
  number: number,
): { readonly kind: string; readonly bytes: Uint8Array } {
  const { kind, sets } = generators[name].make(seed, number);
  const written = writeInterchange(interchangeWith(name, sets, number + 1));
  if (written.kind === 'refused') {
    throw new TypeError(`generated ${name} cannot be written: ${written.findings[0]?.rule ?? ''}`);
  }
  return { kind, bytes: written.bytes };
}

/** A generated file with one known fault, and the rule that it breaks. The same arguments give the same bytes. */
export function faultyFile(
  name: GeneratedName,
  seed: number,
  number: number,
): { readonly fault: string; readonly rule: Rule; readonly bytes: Uint8Array } {
  const { bytes } = generatedFile(name, seed, number);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  const faulty = withFault(text, number);
  return {
    fault: faulty.name,
    rule: faulty.rule,
    bytes: Uint8Array.from(faulty.text, (character) => character.charCodeAt(0)),
  };
}
