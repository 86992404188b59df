import { textOfCell } from '../csv.ts';

/** The agency's answer about one placed account. */
export interface PlacementAnswer {
  /** Number of its row in the file; the header is row 1. */
  readonly row: number;
  readonly batchId: string;
  readonly accountNumber: string;
  readonly agencyAccountNumber?: string;
  readonly isAccepted: boolean;
  readonly rejectCode?: string;
}

/** A row that cannot be used, and why. The reason never has the row's content. */
export interface RowFault {
  readonly row: number;
  readonly why: string;
}

/**
 * The rows of an acknowledgment file, those that can be used and those that cannot, or why none can: the file is
 * truncated or has another format.
 */
export type PlacementAcknowledgment =
  | { readonly kind: 'ok'; readonly answers: readonly PlacementAnswer[]; readonly faults: readonly RowFault[] }
  | { readonly kind: 'unreadable'; readonly why: string };

const answerColumns = ['batchId', 'accountNumber', 'agencyAccountNumber', 'accepted', 'rejectCode'] as const;

interface Row {
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * Reads the rows of a placement acknowledgment. Empty rows are skipped, and the case of the header does not matter. A
 * truncated file is rejected as a whole: the trailer must have the number of rows. A faulty row is left out, and so are
 * all rows that contradict each other about one account.
 */
export function readPlacementAcknowledgment(table: readonly (readonly string[])[]): PlacementAcknowledgment {
  const [header, ...rest] = table.map((cells, index): Row => ({ row: index + 1, cells })).filter(hasContent);
  if (!header || !isHeader(header.cells))
    return unreadable(`row 1 must be ${answerColumns.join(',')}, separated by commas`);
  const trailer = rest.at(-1)?.cells;
  if (trailer?.[0] !== 'TRAILER') return unreadable('the last row must begin with TRAILER');
  const rows = rest.slice(0, -1).map(({ row, cells }): Row => ({ row, cells: cells.map(textOfCell) }));
  if (trailer[1] !== String(rows.length))
    return unreadable(`the trailer must have the number of rows before it, which is ${rows.length}`);
  const faulty = rows.flatMap(faultOf);
  const left = new Set(faulty.map(({ row }) => row));
  const read = rows.filter(({ row }) => !left.has(row)).map(answerOf);
  const contradicted = contradictions(read);
  const doubtful = new Set(contradicted.map(({ row }) => row));
  return {
    kind: 'ok',
    answers: read.filter(({ row }) => !doubtful.has(row)),
    faults: [...faulty, ...contradicted].toSorted((one, other) => one.row - other.row),
  };
}

function hasContent({ cells }: Row): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

function isHeader(cells: readonly string[]): boolean {
  return cells.map((cell) => cell.trim().toLowerCase()).join() === answerColumns.join().toLowerCase();
}

const id = /^[\w.-]{1,64}$/;
/** Text without control characters and without U+FFFD, which stands for a byte that is not UTF-8. */
const readable = /^[^\p{C}\uFFFD]{0,64}$/u;

function faultOf({ row, cells }: Row): readonly RowFault[] {
  const [batchId = '', accountNumber = '', agencyAccountNumber = '', accepted = '', rejectCode = ''] = cells;
  const { length } = answerColumns;
  const found = (why: string): readonly RowFault[] => [{ row, why }];
  if (cells.length !== length) return found(`has ${cells.length} columns instead of ${length}`);
  if (!id.test(batchId)) return found('has no valid batchId');
  if (!id.test(accountNumber)) return found('has no valid accountNumber');
  if (!readable.test(agencyAccountNumber)) return found('has an agencyAccountNumber with unreadable characters');
  if (accepted !== 'Y' && accepted !== 'N') return found('must have Y or N in the column accepted');
  return readable.test(rejectCode) ? [] : found('has a rejectCode with unreadable characters');
}

function answerOf({ row, cells }: Row): PlacementAnswer {
  const [batchId = '', accountNumber = '', agencyAccountNumber, accepted, rejectCode] = cells;
  return {
    row,
    batchId,
    accountNumber,
    ...(agencyAccountNumber ? { agencyAccountNumber } : {}),
    isAccepted: accepted === 'Y',
    ...(rejectCode ? { rejectCode } : {}),
  };
}

/** All rows of an account that is both accepted and rejected. */
function contradictions(answers: readonly PlacementAnswer[]): readonly RowFault[] {
  const accepted = accountsOf(answers.filter(({ isAccepted }) => isAccepted));
  const rejected = accountsOf(answers.filter(({ isAccepted }) => !isAccepted));
  return answers
    .filter(({ accountNumber }) => accepted.has(accountNumber) && rejected.has(accountNumber))
    .map(({ row }) => ({ row, why: 'contradicts another row about the same account' }));
}

function accountsOf(answers: readonly PlacementAnswer[]): ReadonlySet<string> {
  return new Set(answers.map(({ accountNumber }) => accountNumber));
}

function unreadable(why: string): PlacementAcknowledgment {
  return { kind: 'unreadable', why };
}
