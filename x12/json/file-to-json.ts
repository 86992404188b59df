import { type FileListener, FileReader, type SetSink } from '../envelope/file-reader.ts';
import type { GroupHeader, InterchangeAcknowledgment, InterchangeHeader, SetHeader } from '../envelope/interchange.ts';
import type { Finding } from '../check/finding.ts';
import { type Limits, usualLimits } from '../segments/limits.ts';
import type { Segment } from '../segments/segment.ts';
import type { Stop } from '../segments/tokenizer.ts';
import { groupHeader, interchangeAcknowledgment, setHeader } from '../envelope/envelope-segments.ts';
import { isWrittenAgain, receivedInterchange } from '../envelope/isa.ts';
import { withRaw } from '../envelope/raw-headers.ts';
import { usualDelimiters } from '../segments/delimiters.ts';
import { SetToJson } from './set-to-json.ts';

/**
 * Writes a file given in chunks as one JSON text: {"interchanges": [{..., "groups": [{..., "sets": [{...,
 * "value"}]}]}]}, with the names and values of the typed sets. Holds at most one claim, and so can its consumer: long
 * lists come after the fields that they depend on. `jsonToFile` turns the text back into the same file, except for
 * trailers, line breaks, TA1s behind the first group, and the form of numbers.
 */
export class FileToJson implements FileListener {
  readonly #reader: FileReader;
  readonly #print: (text: string) => void;
  readonly #found: (finding: Finding) => void;
  #interchanges = 0;
  #groups = 0;
  #sets = 0;
  #isInGroup = false;
  #delimiters = usualDelimiters;
  /** TA1 segments not written yet. */
  #acknowledgments: object[] = [];

  /** `print` receives the text in parts; `found` receives the findings. */
  constructor(print: (text: string) => void, found: (finding: Finding) => void, limits: Limits = usualLimits) {
    this.#print = print;
    this.#found = found;
    this.#reader = new FileReader(this, limits);
    print('{"interchanges":[');
  }

  /** Processes the next bytes. */
  push(bytes: Uint8Array): void {
    this.#reader.push(bytes);
  }

  /**
   * Signals that no more bytes follow and closes the text; returns a stop when the file could not be read to its end.
   */
  end(): Stop | undefined {
    const stop = this.#reader.end();
    if (stop) this.#reader.abandon();
    this.#print(']}\n');
    return stop;
  }

  interchange(header: InterchangeHeader, isa: Segment): void {
    this.#print(`${this.#interchanges === 0 ? '' : ','}{${inner(interchangeFields(header, isa.elements))}`);
    this.#interchanges += 1;
    this.#groups = 0;
    this.#delimiters = header.delimiters;
    this.#acknowledgments = [];
  }

  acknowledgment(acknowledgment: InterchangeAcknowledgment, ta1: Segment): void {
    this.#acknowledgments.push(
      withRaw(interchangeAcknowledgment, { ...acknowledgment }, ta1.elements, this.#delimiters),
    );
  }

  group({ control, date, time, ...header }: GroupHeader, gs: Segment | undefined): void {
    const on = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
    const fields = { ...header, on, at: time, control: Number(control) };
    const written = gs ? withRaw(groupHeader, { ...fields, agency: 'X' }, gs.elements, this.#delimiters) : fields;
    this.#startItem();
    this.#print(`${inner('raw' in written ? written : fields)},"sets":[`);
    this.#isInGroup = true;
    this.#sets = 0;
  }

  set(header: SetHeader, st: Segment): SetSink {
    const { set, control } = header;
    const guide = st.elements[3];
    const fields = { set, control, ...(guide ? { guide } : {}) };
    this.#startItem();
    this.#print(inner(withRaw(setHeader, fields, st.elements, this.#delimiters)));
    return new SetToJson(header, this.#print, (findings) => {
      this.#print('}');
      this.#tell(findings);
    });
  }

  stray({ elements }: Segment): void {
    this.#startItem();
    this.#print(`${inner({ stray: elements })}}`);
  }

  groupEnd(findings: readonly Finding[]): void {
    this.#print(']}');
    this.#isInGroup = false;
    this.#tell(findings);
  }

  interchangeEnd(findings: readonly Finding[]): void {
    if (this.#groups === 0) this.#openGroups();
    this.#print(']');
    // X12 does not allow TA1 after a group, but some send it there.
    this.#printAcknowledgments('laterAcknowledgments');
    this.#print('}');
    this.#tell(findings);
  }

  /** Begins the next item of the innermost open list: a group, a set, or a segment between them. */
  #startItem(): void {
    if (!this.#isInGroup && this.#groups === 0) this.#openGroups();
    const before = this.#isInGroup ? this.#sets : this.#groups;
    this.#print(before === 0 ? '{' : ',{');
    if (this.#isInGroup) this.#sets += 1;
    else this.#groups += 1;
  }

  #openGroups(): void {
    this.#printAcknowledgments('acknowledgments');
    this.#print(',"groups":[');
  }

  #printAcknowledgments(name: string): void {
    if (this.#acknowledgments.length > 0) this.#print(`,"${name}":${JSON.stringify(this.#acknowledgments)}`);
    this.#acknowledgments = [];
  }

  #tell(findings: readonly Finding[]): void {
    for (const finding of findings) this.#found(finding);
  }
}

function interchangeFields(header: InterchangeHeader, isa: readonly string[]): object {
  const { date, time, control, asksAcknowledgment, version: _version, ...others } = header;
  const { authorizationQualifier, authorization, securityQualifier, security, ...parties } = others;
  // Left out when they are the usual ones, which nearly all files have.
  const isUsual = authorizationQualifier === '00' && securityQualifier === '00' && authorization + security === '';
  const access = {
    ...{ authorizationQualifier, securityQualifier },
    ...(authorization === '' ? {} : { authorization }),
    ...(security === '' ? {} : { security }),
  };
  const fields = {
    ...(isUsual ? {} : access),
    ...parties,
    on: dayOf(date),
    at: time,
    control: Number(control),
    asksAcknowledgment,
  };
  if (isWrittenAgain(fields, isa)) return fields;
  return { ...receivedInterchange(isa), delimiters: header.delimiters, raw: isa };
}

/** The fields of an object as JSON, without its braces. */
function inner(fields: object): string {
  return JSON.stringify(fields).slice(1, -1);
}

/** ISA09 (yymmdd) as a date of this century. */
function dayOf(date: string): string {
  return `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`;
}
