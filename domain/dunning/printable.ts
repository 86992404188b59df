import type { Intake } from '../schema/intake.ts';
import type { Statement } from './statement.ts';

// DejaVu Sans, the font of statements, has every assigned character of these ranges; a test compares them.
const ranges = [
  String.raw`\u0020-\u007E\u00A0-\u02AF\u0300-\u034F\u0370-\u0525`,
  String.raw`\u1E00-\u1EFB\u1F00-\u1FFF\u2010-\u2027\u2030-\u203A\u20AC\n`,
].join('');
const printable = new RegExp(String.raw`^(?:(?!\p{Cn})[${ranges}])*$`, 'u');

/** Whether a statement can print a text in Unicode's composed form: Latin, Greek, Cyrillic and common punctuation. */
function isPrintable(text: string): boolean {
  return printable.test(text);
}

/** A statement in Unicode's composed form: a letter and its accent are one character, which the font has. */
export function composed(statement: Statement): Statement {
  return JSON.parse(JSON.stringify(statement).normalize('NFC')) as Statement;
}

/** Path of the first text that a statement cannot print, such as "to.name"; undefined if there is none. */
export function unprintablePath(content: unknown, path = ''): string | undefined {
  if (typeof content === 'string') return isPrintable(content) ? undefined : path;
  if (typeof content !== 'object' || content === null) return undefined;
  for (const [key, value] of Object.entries(content)) {
    const found = unprintablePath(value, path === '' ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Path in the patient file of the first text that its statements print and cannot; undefined if there is none. */
export function unprintableField(intake: Intake): string | undefined {
  const { patient, guarantor, rendering, billing, insurance } = intake;
  const printed = {
    patient,
    guarantor,
    rendering,
    billing,
    ...Object.fromEntries(insurance.map(({ payerName }, index) => [`insurance[${index}]`, { payerName }])),
  };
  const { history: _, ...ofPatient } = printed.patient;
  return unprintablePath(JSON.parse(JSON.stringify({ ...printed, patient: ofPatient }).normalize('NFC')));
}
