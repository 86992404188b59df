/** The characters that part one interchange; each interchange names its own in its ISA segment. */
export interface Delimiters {
  readonly element: string;
  readonly component: string;
  /** Absent before version 00402. */
  readonly repetition?: string;
  readonly terminator: string;
}

/** What most partners of ours use, and what we write unless told otherwise. */
export const usualDelimiters: Delimiters = { element: '*', component: ':', repetition: '^', terminator: '~' };
