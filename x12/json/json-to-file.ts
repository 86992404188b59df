import { usualDelimiters } from '../segments/delimiters.ts';
import {
  type GroupToWrite,
  type InterchangeToWrite,
  printInterchange,
  type SetToWrite,
  writeInterchange,
} from '../envelope/write-interchange.ts';
import type { Finding } from '../check/finding.ts';
import { guideOf } from '../guides.ts';
import { type Characters, isList, type SegmentOutput, writeValue } from '../values/write-value.ts';

/** The bytes of a file, or the findings that prevented writing, each with its path in the JSON. */
export type WrittenFile =
  | { readonly kind: 'written'; readonly bytes: readonly Uint8Array[] }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

type Json = Readonly<Record<string, unknown>>;

/** Findings kept for one file. Stop here. */
const findingsKept = 10_000;

/** Writes the output of `FileToJson`, or similar JSON written by hand. Never throws, whatever the value. */
export function jsonToFile(value: unknown, characters: Characters = 'refuse'): WrittenFile {
  const bytes: Uint8Array[] = [];
  const findings = writeEach(value, characters, (interchange) => {
    const written = writeInterchange(interchange);
    if (written.kind === 'refused') return written.findings;
    bytes.push(written.bytes);
    return [];
  });
  return findings.length > 0 ? { kind: 'refused', findings } : { kind: 'written', bytes };
}

/**
 * The same segment by segment, one byte per character; returns what prevents writing. Lists may be any iterable and are
 * read one item at a time. Discard the output if there is any finding.
 */
export function printFile(
  value: unknown,
  print: (text: string) => void,
  characters: Characters = 'refuse',
): readonly Finding[] {
  return writeEach(value, characters, (interchange) => printInterchange(interchange, print));
}

function writeEach(
  value: unknown,
  characters: Characters,
  write: (interchange: InterchangeToWrite) => readonly Finding[],
): readonly Finding[] {
  const findings: Finding[] = [];
  const tell = (finding: Finding): void => void (findings.length < findingsKept && findings.push(finding));
  for (const [interchange, path] of listIn(value, 'interchanges', '', tell)) {
    for (const finding of write(interchangeToWrite(interchange, path, characters, tell)))
      tell({ ...finding, path: pathTo(path, finding.path) });
  }
  return findings;
}

type Tell = (finding: Finding) => void;

function interchangeToWrite(json: Json, path: string, characters: Characters, tell: Tell): InterchangeToWrite {
  const given = (name: string): Iterable<Json> =>
    json[name] === undefined ? [] : each(listIn(json, name, path, tell), ([one]) => one);
  const { repetition: _, ...others } = usualDelimiters;
  const delimiters = isObject(json['delimiters']) ? { ...others, ...json['delimiters'] } : usualDelimiters;
  // The writer checks every field by its grammar, whatever its type.
  const fields = json as unknown as InterchangeToWrite;
  return {
    ...fields,
    acknowledgments: given('acknowledgments') as Iterable<never>,
    delimiters,
    groups: each(listIn(json, 'groups', path, tell), ([group, at]) => groupToWrite(group, at, path, tell)),
    // Known only after the groups.
    get laterAcknowledgments() {
      return given('laterAcknowledgments') as Iterable<never>;
    },
    characters,
  };
}

/** `path` is the path of the group; findings of its sets get the full path. */
function groupToWrite(json: Json, path: string, interchange: string, tell: Tell): GroupToWrite {
  const group = json as unknown as GroupToWrite;
  const sets = each(listIn(json, 'sets', path, tell), ([set, at]) =>
    setToWrite(set, textIn(json, 'version'), at.slice(interchange.length + 1)),
  );
  return { ...group, sets };
}

function setToWrite(json: Json, version: string, path: string): SetToWrite {
  const { set, control, guide } = json as unknown as SetToWrite;
  const named = textIn(json, 'guide') || version;
  const known = guideOf({ set, control, guide: named, delimiters: usualDelimiters });
  const write = (output: SegmentOutput): readonly Finding[] => {
    const value = json['value'];
    if (!known || !isObject(value)) return rawSegments(json['segments'], output, path);
    const findings = writeValue(known.grammar, value, output);
    return findings.map((one) => ({ ...one, path: pathTo(`${path}.value`, one.path) }));
  };
  return { set, control, ...(guide ? { guide } : {}), write };
}

/** Segments of an unknown guide, written unchanged. */
function rawSegments(
  given: unknown,
  { delimiters: { element, terminator }, print }: SegmentOutput,
  path: string,
): readonly Finding[] {
  const isText = (text: unknown): boolean =>
    typeof text === 'string' && !text.includes(element) && !text.includes(terminator);
  const isRaw = (one: unknown): one is readonly string[] => Array.isArray(one) && one.length > 0 && one.every(isText);
  let isGood = isList(given);
  for (const one of isList(given) ? given : []) {
    if (isRaw(one)) print(one.join(element));
    else isGood = false;
  }
  const message = 'either a value of a supported guide or raw segments without delimiters are required';
  return isGood ? [] : [fault(path, message)];
}

/** The objects of a list, one at a time, each with its path. */
function* listIn(value: unknown, name: string, path: string, tell: Tell): Generator<readonly [Json, string]> {
  const list = isObject(value) ? value[name] : undefined;
  const at = pathTo(path, name);
  if (!isList(list)) return tell(fault(at, 'is not a list of objects'));
  let index = 0;
  for (const one of list) {
    if (isObject(one)) yield [one, `${at}[${index}]`];
    else tell(fault(`${at}[${index}]`, 'is not an object'));
    index += 1;
  }
}

function* each<T, U>(all: Iterable<T>, change: (one: T) => U): Generator<U> {
  for (const one of all) yield change(one);
}

function textIn(json: Json, name: string): string {
  const text = json[name];
  return typeof text === 'string' ? text : '';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !isList(value);
}

function pathTo(path: string, inner: string | undefined): string {
  return [path, inner ?? ''].filter((part) => part !== '').join('.');
}

function fault(path: string, message: string): Finding {
  return { severity: 'error', rule: 'element.type', segment: '', position: 0, path, message };
}
