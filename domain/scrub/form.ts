import type { Finding as X12Finding } from '../../x12/index.ts';
import { intakePathOf, pathsOf } from '../edi/intake-paths.ts';
import { symbolsLost } from '../edi/letters.ts';
import type { Intake } from '../schema/intake.ts';
import { wordsOf } from '../claim/words.ts';
import type { Finding } from './finding.ts';

/** What checking a claim's 837P found. */
export interface CheckedForm {
  /** Each with its place in the usual notation, such as "N403". */
  readonly findings: readonly (X12Finding & { readonly place: string })[];
  /** Texts with characters that X12 cannot carry, as given. */
  readonly lost: ReadonlySet<string>;
  /** Ids of the segments of the set, ST first; empty when it could not be written. */
  readonly segments: readonly string[];
}

/** Parts of a patient file that no claim carries: equal texts there are not meant. */
const notSent = ['externalId', 'policy', 'routing', 'guarantor', 'estimate'];

/** The findings in terms of the patient file, without those about a path that is named already. */
export function formFindings(
  { findings, lost, segments }: CheckedForm,
  intake: Intake,
  named: readonly Finding[],
): readonly Finding[] {
  const ofLetters = lettersLost(lost, intake);
  const ofForm = findings.map((finding) => inIntake(finding, intake, segments));
  const paths = new Set([...named, ...ofLetters].map(({ path }) => path));
  return [...ofLetters, ...ofForm.filter(({ path }) => !paths.has(path))];
}

function inIntake(finding: CheckedForm['findings'][number], intake: Intake, segments: readonly string[]): Finding {
  const { place, message, rule } = finding;
  const path = intakePathOf(finding, intake, lineOf(finding, segments));
  const words = /^(is|has|ends|must) /.test(message) ? wordsOf(path) : undefined;
  const sentence = words ? `${capital(words)} ${message} (claim file: ${place}).` : `${place} ${message}.`;
  return { rule: `x12-${rule}`, path, message: sentence };
}

/** The service line of a finding, from 0: written claims count segments, refused ones have a path. */
function lineOf({ path, loop, position }: X12Finding, segments: readonly string[]): number | undefined {
  const named = /\blines\[(\d+)\]/.exec(path ?? '')?.[1];
  if (named !== undefined) return Number(named);
  if (!loop?.startsWith('24') || segments.length === 0) return undefined;
  return segments.slice(0, position).filter((id) => id === 'LX').length - 1;
}

function lettersLost(lost: ReadonlySet<string>, intake: Intake): readonly Finding[] {
  const sent = Object.fromEntries(Object.entries(intake).filter(([name]) => !notSent.includes(name)));
  return [...lost].flatMap((text) => {
    const paths = pathsOf(new Set([text]), sent);
    // A text of the 837P that is not in the patient file: the payer's own number of the claim.
    return (paths.length > 0 ? paths : ['claim.payerControlNumber']).map((path) => lostAt(path, text));
  });
}

/** Names the symbols of a text that cannot be sent, and none of its letters: together they could be a name. */
function lostAt(path: string, text: string): Finding {
  const symbols = symbolsLost(text).map((symbol) => `"${symbol}"`);
  const what = symbols.length > 0 ? symbols.join(' and ') : 'a letter';
  const fix = /\.(?:memberId|groupNumber)$/.test(path)
    ? `Copy ${path} from the card.`
    : symbols.length > 0
      ? `Set ${path} without ${symbols.join(' and ')}.`
      : `Set ${path} in plain Latin letters, as the payer knows it.`;
  const words = capital(wordsOf(path) ?? 'it');
  return { rule: 'letters-not-in-x12', path, message: `${words} has ${what}, which a claim file cannot carry.`, fix };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
