import { type Delimiters, usualDelimiters } from '../delimiters.ts';
import {
  type GroupToWrite,
  type InterchangeToWrite,
  type SetToWrite,
  writeInterchange,
} from '../envelope/write-interchange.ts';
import type { Finding } from '../finding.ts';
import { guideOf } from '../guides.ts';
import { type Characters, type WrittenValue, writeValue } from '../write-value.ts';

/** The bytes of a file, or what keeps it from being written: each finding with its path in the JSON. */
export type WrittenFile =
  | { readonly kind: 'written'; readonly bytes: readonly Uint8Array[] }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

type Json = Readonly<Record<string, unknown>>;

/** Writes what `FileToJson` gives, or a person has made like it. Never throws, whatever the value. */
export function jsonToFile(value: unknown, characters: Characters = 'refuse'): WrittenFile {
  const findings: Finding[] = [];
  const bytes: Uint8Array[] = [];
  for (const [index, interchange] of listIn(value, 'interchanges', '', findings).entries()) {
    const path = `interchanges[${index}]`;
    const written = writeInterchange(interchangeToWrite(interchange, path, characters, findings));
    if (written.kind === 'written') bytes.push(written.bytes);
    else findings.push(...written.findings.map((finding) => ({ ...finding, path: joined(path, finding.path) })));
  }
  return findings.length > 0 ? { kind: 'refused', findings } : { kind: 'written', bytes };
}

function interchangeToWrite(json: Json, path: string, characters: Characters, findings: Finding[]): InterchangeToWrite {
  const groups = listIn(json, 'groups', path, findings).map((group, index) =>
    groupToWrite(group, `${path}.groups[${index}]`, findings),
  );
  const isGiven = (name: string): boolean => json[name] !== undefined;
  const acknowledgements = isGiven('acknowledgements') ? listIn(json, 'acknowledgements', path, findings) : [];
  const { repetition: _, ...others } = usualDelimiters;
  const delimiters = isObject(json['delimiters']) ? { ...others, ...json['delimiters'] } : usualDelimiters;
  // The writer checks every field by its grammar, whatever it was given.
  return { ...json, acknowledgements, delimiters, groups, characters } as unknown as InterchangeToWrite;
}

function groupToWrite(json: Json, path: string, findings: Finding[]): GroupToWrite {
  const group = json as unknown as GroupToWrite;
  const sets = listIn(json, 'sets', path, findings).map((set, index) =>
    setToWrite(set, textIn(json, 'version'), `sets[${index}]`),
  );
  return { ...group, sets };
}

function setToWrite(json: Json, version: string, path: string): SetToWrite {
  const { set, control, guide } = json as unknown as SetToWrite;
  const named = textIn(json, 'guide') || version;
  const known = guideOf({ set, control, guide: named, delimiters: usualDelimiters });
  const write = (delimiters: Delimiters, characters?: Characters): WrittenValue => {
    const value = json['value'];
    if (!known || !isObject(value)) return rawSegments(json['segments'], delimiters, path);
    const written = writeValue(known.grammar, value, delimiters, characters);
    if (written.kind === 'written') return written;
    const placed = written.findings.map((one) => ({ ...one, path: joined(`${path}.value`, one.path) }));
    return { kind: 'refused', findings: placed };
  };
  return { set, control, ...(guide ? { guide } : {}), write };
}

/** Segments of a guide that is not known here: written as they are. */
function rawSegments(given: unknown, { element, terminator }: Delimiters, path: string): WrittenValue {
  const isText = (text: unknown): boolean =>
    typeof text === 'string' && !text.includes(element) && !text.includes(terminator);
  const isRaw = Array.isArray(given) && given.every((one) => Array.isArray(one) && one.length > 0 && one.every(isText));
  if (isRaw) return { kind: 'written', segments: (given as string[][]).map((elements) => elements.join(element)) };
  const message = 'a value of a guide that is known here, or raw segments without delimiters, are required';
  return { kind: 'refused', findings: [fault(path, message)] };
}

function listIn(value: unknown, name: string, path: string, findings: Finding[]): readonly Json[] {
  const list = isObject(value) ? value[name] : undefined;
  if (Array.isArray(list) && list.every(isObject)) return list;
  findings.push(fault(joined(path, name), 'is not a list of objects'));
  return [];
}

function textIn(json: Json, name: string): string {
  const text = json[name];
  return typeof text === 'string' ? text : '';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function joined(path: string, inner: string | undefined): string {
  return [path, inner ?? ''].filter((part) => part !== '').join('.');
}

function fault(path: string, message: string): Finding {
  return { severity: 'error', rule: 'element.type', segment: '', position: 0, path, message };
}
