import { claimPaymentFrom835 } from '../../domain/edi/remittance-from-835.ts';
import type { ClaimPayment } from '../../domain/remittance/remittance.ts';
import { claimPayments835, FileReader, type SetHeader, type SetSink } from '../../x12/index.ts';
import type { Database } from '../store/database.ts';
import type { FileBytes } from '../store/file-bytes.ts';
import type { FileContext } from './file-context.ts';
import type { PlacedUnit } from './post-interchange.ts';
import { RemittancePosting } from './remittance-posting.ts';

/** The remittances of a file that are to be posted. */
interface Remittances {
  readonly bytes: FileBytes;
  readonly remittances: readonly PlacedUnit[];
  /** Whether this is the last attempt to read the file. */
  readonly isLast: boolean;
  /** Asked after each piece: whether the attempt must end. */
  readonly isTime: () => boolean;
}

/** A claim payment of a remittance, or its end. */
type Arrival = { readonly posting: RemittancePosting; readonly payment: ClaimPayment | undefined };

/**
 * Reads a file again and posts the claim payments of its remittances, in memory that does not grow with their number.
 * Returns the errors that a retry may resolve; they do not stop the remittances after them. `isDone` is false if time
 * was over first.
 */
export async function postRemittances(
  database: Database,
  file: FileContext,
  { bytes, remittances, isLast, isTime }: Remittances,
): Promise<{ readonly errors: readonly unknown[]; readonly isDone: boolean }> {
  const arrivals: Arrival[] = [];
  const postings = new Map(remittances.map((placed) => [placeOf(placed), newPosting(placed)]));
  function newPosting(placed: PlacedUnit): RemittancePosting | undefined {
    const { content } = placed.unit;
    if (content.kind !== 'remittance') return undefined;
    return new RemittancePosting(database, file, { placed, accepted: content.accepted, isLast });
  }
  const reader = readerOf(postings, arrivals);
  const errorsSoFar = (): readonly unknown[] => [...postings.values()].flatMap((posting) => posting?.error ?? []);
  let open = remittances.length;
  const drain = async (): Promise<boolean> => {
    for (const { posting, payment } of arrivals.splice(0)) {
      if (!payment) {
        await posting.end();
        open -= 1;
      } else if ((await posting.take(payment)) && isTime()) return false;
    }
    return true;
  };
  if (open === 0) return { errors: [], isDone: true };
  for await (const piece of bytes()) {
    reader.push(piece);
    if (!(await drain())) return { errors: errorsSoFar(), isDone: false };
    if (open === 0) break;
  }
  reader.end();
  await drain();
  return { errors: errorsSoFar(), isDone: true };
}

function placeOf({ index, unit }: PlacedUnit): string {
  return `${index}.${unit.group}.${unit.index}`;
}

/** Reads the claim payments of the sets with a posting, and skips all others. */
function readerOf(postings: ReadonlyMap<string, RemittancePosting | undefined>, arrivals: Arrival[]): FileReader {
  let [interchange, group, set] = [0, 0, 0];
  return new FileReader({
    interchange(): void {
      [interchange, group] = [interchange + 1, 0];
    },
    group(): void {
      [group, set] = [group + 1, 0];
    },
    set({ delimiters }: SetHeader): SetSink | undefined {
      set += 1;
      const posting = postings.get(`${interchange}.${group}.${set}`);
      if (!posting) return undefined;
      const reader = claimPayments835(delimiters, ({ isWhole, value }) => {
        if (isWhole) arrivals.push({ posting, payment: claimPaymentFrom835(value) });
      });
      return {
        take: (segment) => reader.take(segment),
        end(): void {
          reader.end();
          arrivals.push({ posting, payment: undefined });
        },
      };
    },
  });
}
