import { type FileListener, FileReader, type SetSink } from '../envelope/file-reader.ts';
import type { GroupHeader, InterchangeAcknowledgement, InterchangeHeader, SetHeader } from '../envelope/interchange.ts';
import type { Finding } from '../check/finding.ts';
import { type Limits, usualLimits } from '../segments/limits.ts';
import type { Segment } from '../segments/segment.ts';
import type { Stop } from '../segments/tokenizer.ts';
import { SetToJson } from './set-to-json.ts';

/**
 * Writes a file that is given piece by piece as one JSON text: {"interchanges": [{..., "groups": [{..., "sets": [{...,
 * "value"}]}]}]}, with the names and values of the typed sets. Keeps no more than one claim, and who reads it need not
 * either: lists of any length stand behind what they need. What `jsonToFile` makes of it is the same file, but for
 * counts and spaces.
 */
export class FileToJson implements FileListener {
  readonly #reader: FileReader;
  readonly #print: (text: string) => void;
  readonly #found: (finding: Finding) => void;
  #interchanges = 0;
  #groups = 0;
  #sets = 0;
  /** Those that are not written yet. */
  #acknowledgements: InterchangeAcknowledgement[] = [];

  /** `print` is given the text piece by piece; `found` what is wrong with the file. */
  constructor(print: (text: string) => void, found: (finding: Finding) => void, limits: Limits = usualLimits) {
    this.#print = print;
    this.#found = found;
    this.#reader = new FileReader(this, limits);
    print('{"interchanges":[');
  }

  /** Takes the next bytes. */
  push(bytes: Uint8Array): void {
    this.#reader.push(bytes);
  }

  /** Says that no bytes follow, and closes the text; a stop when the file could not be read to its end. */
  end(): Stop | undefined {
    const stop = this.#reader.end();
    if (stop) this.#reader.abandon();
    this.#print(']}\n');
    return stop;
  }

  interchange({ date, time, control, asksAcknowledgement, version: _, ...header }: InterchangeHeader): void {
    const fields = { ...header, on: dayOf(date), at: time, control: Number(control), asksAcknowledgement };
    this.#print(`${this.#interchanges === 0 ? '' : ','}{${inner(fields)}`);
    this.#interchanges += 1;
    this.#groups = 0;
    this.#acknowledgements = [];
  }

  acknowledgement(acknowledgement: InterchangeAcknowledgement): void {
    this.#acknowledgements.push(acknowledgement);
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
    // X12 has no place for them behind a group; some send them there.
    this.#printAcknowledgements('laterAcknowledgements');
    this.#print('}');
    this.#tell(findings);
  }

  #openGroups(): void {
    this.#printAcknowledgements('acknowledgements');
    this.#print(',"groups":[');
  }

  #printAcknowledgements(name: string): void {
    if (this.#acknowledgements.length > 0) this.#print(`,"${name}":${JSON.stringify(this.#acknowledgements)}`);
    this.#acknowledgements = [];
  }

  #tell(findings: readonly Finding[]): void {
    for (const finding of findings) this.#found(finding);
  }
}

/** The fields of an object as JSON, without its braces. */
function inner(fields: object): string {
  return JSON.stringify(fields).slice(1, -1);
}

/** ISA09, yymmdd, as a day of this century. */
function dayOf(date: string): string {
  return `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`;
}
