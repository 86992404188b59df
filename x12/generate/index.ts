import type { SetToWrite } from '../envelope/write-interchange.ts';
import { writeInterchange } from '../envelope/write-interchange.ts';
import { type GuideName, guides } from '../guides.ts';
import { write837P } from '../index.ts';
import { generate837P, kinds837P } from './claims-837p.ts';

/** A generated set, and the kind that it is to show. */
interface GeneratedSet {
  readonly kind: string;
  readonly set: SetToWrite;
}

const generators = {
  '837p': (seed, number) => {
    const { kind, value } = generate837P(seed, number);
    return { kind, set: write837P(value, '0001') };
  },
} satisfies Partial<Record<GuideName, (seed: number, number: number) => GeneratedSet>>;

/** Kinds of each generated set. */
export const generatedKinds: Readonly<Record<GeneratedName, readonly string[]>> = { '837p': kinds837P };

/** A set that can be generated, by the name of its guide. */
export type GeneratedName = keyof typeof generators;

/** The sets that can be generated. */
export const generatedNames = Object.keys(generators) as readonly GeneratedName[];

/** Whether files of that set can be generated. */
export function isGeneratedName(name: string): name is GeneratedName {
  return Object.hasOwn(generators, name);
}

/** A valid file with one set, and the kind that it is to show. The same seed and number give the same bytes. */
export function generatedFile(
  name: GeneratedName,
  seed: number,
  number: number,
): { readonly kind: string; readonly bytes: Uint8Array } {
  const { kind, set } = generators[name](seed, number);
  const { version, functionalId } = guides[name];
  const parties = { senderCode: 'SENDER', receiverCode: 'RECEIVER' };
  const written = writeInterchange({
    senderQualifier: 'ZZ',
    senderId: parties.senderCode,
    receiverQualifier: 'ZZ',
    receiverId: parties.receiverCode,
    on: '2026-11-01',
    at: '0930',
    control: number + 1,
    usage: 'T',
    groups: [{ ...parties, functionalId, control: 1, version, sets: [set] }],
  });
  if (written.kind === 'refused') {
    throw new TypeError(`generated ${name} cannot be written: ${written.findings[0]?.rule ?? ''}`);
  }
  return { kind, bytes: written.bytes };
}
