import { type FileListener, FileReader, type SetSink } from '../envelope/file-reader.ts';
import type { GroupHeader, InterchangeAcknowledgment, InterchangeHeader, SetHeader } from '../envelope/interchange.ts';
import type { Finding } from '../check/finding.ts';
import { type Limits, usualLimits } from '../segments/limits.ts';
import type { Segment } from '../segments/segment.ts';
import type { Stop } from '../segments/tokenizer.ts';
import { SetToJson } from './set-to-json.ts';

/**
 * Writes a file given in chunks as one JSON text: {"interchanges": [{..., "groups": [{..., "sets": [{...,
 * "value"}]}]}]}, with the names and values of the typed sets. Holds at most one claim, and so can its consumer: long
 * lists come after the fields that they depend on. `jsonToFile` turns the text back into the same file, except for
 * counts and padding.
 */
export class FileToJson implements FileListener {
  readonly #reader: FileReader;
  readonly #print: (text: string) => void;
  readonly #found: (finding: Finding) => void;
  #interchanges = 0;
  #groups = 0;
  #sets = 0;
  /** TA1 segments not written yet. */
  #acknowledgments: InterchangeAcknowledgment[] = [];

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

  interchange(header: InterchangeHeader): void {
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
    this.#print(`${this.#interchanges === 0 ? '' : ','}{${inner(fields)}`);
    this.#interchanges += 1;
    this.#groups = 0;
    this.#acknowledgments = [];
  }

  acknowledgment(acknowledgment: InterchangeAcknowledgment): void {
    this.#acknowledgments.push(acknowledgment);
  }

  group({ control, date, time, ...header }: GroupHeader): void {
    const on = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
    const fields = { ...header, on, at: time, control: Number(control) };
    if (this.#groups === 0) this.#openGroups();
    this.#print(`${this.#groups === 0 ? '' : ','}{${inner(fields)},"sets":[`);
    this.#groups += 1;
    this.#sets = 0;
  }

  set(header: SetHeader, st: Segment): SetSink {
    const { set, control } = header;
    const guide = st.elements[3];
    this.#print(`${this.#sets === 0 ? '' : ','}{${inner({ set, control, ...(guide ? { guide } : {}) })}`);
    this.#sets += 1;
    return new SetToJson(header, this.#print, (findings) => {
      this.#print('}');
      this.#tell(findings);
    });
  }

  groupEnd(findings: readonly Finding[]): void {
    this.#print(']}');
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

/** The fields of an object as JSON, without its braces. */
function inner(fields: object): string {
  return JSON.stringify(fields).slice(1, -1);
}

/** ISA09 (yymmdd) as a date of this century. */
function dayOf(date: string): string {
  return `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`;
}
