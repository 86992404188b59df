import { usualDelimiters } from '../segments/delimiters.ts';
import {
  type GroupToWrite,
  type InterchangeToWrite,
  printInterchange,
  type SetToWrite,
  type StraySegment,
  writeInterchange,
} from '../envelope/write-interchange.ts';
import type { Finding } from '../check/finding.ts';
import { guideOf } from '../guides.ts';
import { isRawSegment } from '../values/segment-text.ts';
import { isList } from '../values/turns.ts';
import { type Characters, type SegmentOutput, writeValue } from '../values/write-value.ts';

/** The bytes of a file, or the findings that prevented writing, each with its path in the JSON. */
export type WrittenFile =
  | { readonly kind: 'written'; readonly bytes: readonly Uint8Array[] }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

type Json = Readonly<Record<string, unknown>>;

/** Findings kept for one file. Stop here. */
const findingsKept = 10_000;

/** How JSON is written. */
export interface JsonWriting {
  /** What to do with text that X12 cannot carry; refused by default. */
  readonly characters?: Characters;
  /** Writes what breaks a rule of the guide too, as long as nothing is lost. */
  readonly isUnchecked?: boolean;
}

/** Writes the output of `FileToJson`, or similar JSON written by hand. Never throws, whatever the value. */
export function jsonToFile(value: unknown, writing: JsonWriting = {}): WrittenFile {
  const bytes: Uint8Array[] = [];
  const findings = writeEach(value, writing, (interchange) => {
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
  writing: JsonWriting = {},
): readonly Finding[] {
  return writeEach(value, writing, (interchange) => printInterchange(interchange, print));
}

function writeEach(
  value: unknown,
  writing: JsonWriting,
  write: (interchange: InterchangeToWrite) => readonly Finding[],
): readonly Finding[] {
  const findings: Finding[] = [];
  const tell = (finding: Finding): void => void (findings.length < findingsKept && findings.push(finding));
  for (const [interchange, path] of listIn(value, 'interchanges', '', tell)) {
    for (const finding of write(interchangeToWrite(interchange, path, writing, tell)))
      tell({ ...finding, path: pathTo(path, finding.path) });
  }
  return findings;
}

type Tell = (finding: Finding) => void;

function interchangeToWrite(json: Json, path: string, writing: JsonWriting, tell: Tell): InterchangeToWrite {
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
    groups: each(
      listIn(json, 'groups', path, tell),
      ([group, at]) => strayOr(group) ?? groupToWrite(group, at, path, tell),
    ),
    // Known only after the groups.
    get laterAcknowledgments() {
      return given('laterAcknowledgments') as Iterable<never>;
    },
    ...writing,
  };
}

/** A segment that was received between groups or sets. */
function strayOr({ stray }: Json): StraySegment | undefined {
  return stray === undefined ? undefined : { stray: stray as readonly string[] };
}

/** `path` is the path of the group; findings of its sets get the full path. */
function groupToWrite(json: Json, path: string, interchange: string, tell: Tell): GroupToWrite {
  const group = json as unknown as GroupToWrite;
  const sets = each(
    listIn(json, 'sets', path, tell),
    ([set, at]) => strayOr(set) ?? setToWrite(set, textIn(json, 'version'), at.slice(interchange.length + 1)),
  );
  return { ...group, sets };
}

function setToWrite(json: Json, version: string, path: string): SetToWrite {
  const { set, control, guide, raw } = json as unknown as SetToWrite;
  const named = textIn(json, 'guide') || version;
  const known = guideOf({ set, control, guide: named, delimiters: usualDelimiters });
  const write = (output: SegmentOutput): readonly Finding[] => {
    const value = json['value'];
    if (!known || !isObject(value)) return rawSegments(json['segments'], output, path);
    const findings = writeValue(known.grammar, value, output);
    return findings.map((one) => ({ ...one, path: pathTo(`${path}.value`, one.path) }));
  };
  return { set, control, ...(guide ? { guide } : {}), ...(raw ? { raw } : {}), write };
}

/** Segments of an unknown guide, written unchanged. */
function rawSegments(given: unknown, { delimiters, print }: SegmentOutput, path: string): readonly Finding[] {
  let isGood = isList(given);
  for (const one of isList(given) ? given : []) {
    if (isRawSegment(one, delimiters)) print(one.join(delimiters.element));
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
