import type { CheckedFile, CheckListener, Finding } from '../../../x12/index.ts';

/**
 * Prints the results of `x12 check --json` as they arrive, in the format that other programs rely on. Claim numbers and
 * names stay out of it.
 */
export class JsonReport {
  readonly #print: (text: string) => void;
  readonly #isList: boolean;
  #files = 0;
  #interchanges = 0;
  #groups = 0;
  #sets = 0;

  /** Several files are printed as a list. */
  constructor(print: (text: string) => void, isList: boolean) {
    this.#print = print;
    this.#isList = isList;
    if (isList) print('[');
  }

  /** Begins a file; returns what prints its results. */
  begin(file: string): CheckListener {
    this.#print(`${this.#files === 0 ? '' : ','}\n{"file":${JSON.stringify(file)},"interchanges":[`);
    this.#files += 1;
    this.#interchanges = 0;
    return {
      interchange: ({ control }) => {
        this.#print(`${this.#interchanges === 0 ? '' : ','}\n {"control":${JSON.stringify(control)},"groups":[`);
        this.#interchanges += 1;
        this.#groups = 0;
      },
      group: ({ control }) => {
        this.#print(`${this.#groups === 0 ? '' : ','}\n  {"control":${JSON.stringify(control)},"transactions":[`);
        this.#groups += 1;
        this.#sets = 0;
      },
      transaction: ({ set, guide, control, isChecked, valid, findings, totals }) => {
        const fields = { set, guide, control, checked: isChecked, valid, findings, totals };
        this.#print(`${this.#sets === 0 ? '' : ','}\n   ${JSON.stringify(fields)}`);
        this.#sets += 1;
      },
      groupEnd: (findings) => this.#close(findings),
      interchangeEnd: (findings) => this.#close(findings),
    };
  }

  /** Ends the current file. */
  finish(unreadable: CheckedFile['unreadable']): void {
    this.#print(`]${unreadable ? `,"unreadable":${JSON.stringify(unreadable)}` : ''}}`);
  }

  /** Ends the report. */
  end(): void {
    this.#print(this.#isList ? '\n]\n' : '\n');
  }

  #close(findings: readonly Finding[]): void {
    this.#print(`],"findings":${JSON.stringify(findings)}}`);
  }
}
