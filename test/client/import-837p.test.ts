import { describe, expect, test } from '@jest/globals';
import { type FileRead, filesToIntakes, type IntakeRead } from '../../client/read-files.ts';
import { sendAsOf } from '../../domain/claim/send-as.ts';
import { isoDate } from '../../domain/dates.ts';
import { claimTo837P } from '../../domain/edi/claim-to-837p.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import { readIntake } from '../../domain/schema/read-intake.ts';
import { guides, write837P } from '../../x12/index.ts';
import { generatedFile, kindsOf } from '../../x12/generate/index.ts';
import { anInterchange, textOf, written } from '../x12/builders.ts';

// Claims in an 837P of other software: each is imported whole, or what it would lose is listed.

const seed = 7;
const of837P = (read: FileRead): readonly IntakeRead[] => (read.kind === 'read' ? read.intakes : []);
const generated = (number: number): string => textOf(generatedFile('837p', seed, number).bytes);
const read = (text: string): readonly IntakeRead[] => of837P(filesToIntakes(Buffer.from(text, 'latin1')));

/** Purpose and type, and the segments of providers, patients and claims without numbers that each writer makes. */
function content(text: string): readonly string[] {
  const segments = text.split('~');
  const from = segments.findIndex((segment) => segment.startsWith('HL*'));
  const to = segments.findIndex((segment) => segment.startsWith('SE*'));
  const [, , purpose = '', , , , type = ''] = segments.find((segment) => segment.startsWith('BHT*'))?.split('*') ?? [];
  return [purpose, type, ...segments.slice(from, to)].filter((segment) => !/^(HL|REF\*6R)\*/.test(segment));
}

function sentAgain(intake: Intake): string {
  const claims = claimTo837P({
    intake,
    claimId: intake.externalId,
    as: sendAsOf(intake.claim.claimFrequencyCode),
    ...(intake.claim.payerControlNumber ? { payerControlNumber: intake.claim.payerControlNumber } : {}),
    ...{ senderId: 'SENDER', receiverId: 'RECEIVER', reference: '1', on: isoDate('2026-03-05'), at: '1200' },
  });
  // The submitter's contact is not part of a claim; without one, no 837P can be written.
  const contacts = [{ name: 'Office', numbers: [{ kind: 'TE' as const, number: '6095550142' }] }];
  const set = write837P({ ...claims, submitter: { ...claims.submitter, contacts } }, '0001');
  const group = { functionalId: 'HC', senderCode: 'SENDER', receiverCode: 'RECEIVER', control: 7 };
  const { version } = guides['837p'];
  return textOf(written(anInterchange([], { groups: [{ ...group, version, sets: [set] }] })));
}

describe('a claim of an 837P', () => {
  test.each(kindsOf('837p').map((kind, at) => [kind, at] as const))(
    'of the kind %s is sent with the same segments, or the difference is listed',
    (_, at) => {
      const count = kindsOf('837p').length;
      let compared = 0;
      for (let round = 0; round < 8; round += 1) {
        const text = generated(at + round * count);
        const [claim, ...others] = read(text);
        if (claim?.kind !== 'intake' || others.length > 0) continue;
        const checked = readIntake(claim.intake);
        if (checked.kind === 'problems') continue;
        compared += 1;
        const isSame = JSON.stringify(content(sentAgain(checked.intake))) === JSON.stringify(content(text));
        expect([text, claim.notCarried, claim.notCarried.length === 0]).toEqual([text, claim.notCarried, isSame]);
      }
      expect(compared).toBeGreaterThan(0);
    },
  );

  test('of a dependent is imported without address and birth date of the subscriber', () => {
    const dependents = Array.from({ length: 60 }, (_, number) => generated(number * kindsOf('837p').length))
      .filter((text) => text.includes('~PAT*'))
      .flatMap(read);
    const files = dependents.flatMap((one) => (one.kind === 'intake' ? [readIntake(one.intake)] : []));
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter(({ kind }) => kind === 'problems')).toEqual([]);
  });
});

describe('several claims of one 837P', () => {
  const text = Array.from({ length: 400 }, (_, number) => generated(number * kindsOf('837p').length)).find(
    (one) => read(one).length >= 3,
  );
  const whole = read(text ?? '');
  const starts = whole.map(({ segment }) => segment);

  test('are named by the position of their CLM segment', () => {
    const segments = (text ?? '').split('~');
    const first = segments.findIndex((segment) => segment.startsWith('ST*'));
    expect(whole.length).toBeGreaterThanOrEqual(3);
    expect(starts).toEqual(segments.flatMap((segment, at) => (segment.startsWith('CLM*') ? [at - first + 1] : [])));
  });

  test.each([
    ['without a place of service', (claim: string) => claim.replace(/\*\d\d:B:1\*/, '**')],
    ['with an amount of letters', (claim: string) => claim.replace(/^(CLM\*[^*]*\*)[^*]*/, '$1ABC')],
  ])('are started although one is %s', (_, damage) => {
    const claims = (text ?? '').split(/(?=CLM\*)/);
    const again = read(claims.map((claim, at) => (at === 2 ? damage(claim) : claim)).join(''));
    expect(again.map(({ kind }) => kind)).toEqual(whole.map((__, at) => (at === 1 ? 'unreadable' : 'intake')));
    expect(again.map(({ segment }) => segment)).toEqual(starts);
    const found = again[1]?.kind === 'unreadable' ? again[1].found : '';
    expect(found).toMatch(new RegExp(`^an invalid 837P: CLM0\\d.* \\(segment ${starts[1]}, loop 2300\\)$`));
  });

  test('have the places of the whole file in the list of what is not carried', () => {
    const listed = read(
      (text ?? '').replace(/(CLM\*[^~]*~)/g, '$1AMT*F5*10~').replace(/SE\*(\d+)/, (_, count) => {
        return `SE*${Number(count) + starts.length}`;
      }),
    );
    const places = listed
      .flatMap((one) => (one.kind === 'intake' ? one.notCarried.map(({ path }) => path) : []))
      .filter((place) => place.endsWith('.patientPaid'));
    expect(places.length).toBe(starts.length);
    expect(new Set(places).size).toBe(starts.length);
  });

  test('are not started when the set itself is not valid', () => {
    const [only, ...others] = read((text ?? '').replace(/SE\*\d+/, 'SE*3'));
    expect([only?.kind, others.length]).toEqual(['unreadable', 0]);
  });
});
