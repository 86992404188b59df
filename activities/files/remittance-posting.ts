import type { ClaimPayment } from '../../domain/remittance/remittance.ts';
import { type Database, isConflict, type Sql } from '../store/database.ts';
import { batchSize } from '../store/batches.ts';
import { only } from '../store/rows.ts';
import type { AcceptedRemittance } from './accept-remittance.ts';
import type { FileContext, SetContext } from './file-context.ts';
import { postPayments } from './post-claim-payments.ts';
import { contextOf, digestOf, insertUnit, type PlacedUnit, quarantineUnit, reasonOf } from './post-interchange.ts';
import { beginRemittance, endRemittance, mayCompleteOther, remittanceOf } from './post-remittance.ts';

/** Claim payments of a piece that is not divided further. */
const leastPiece = 4;

/** A remittance to be posted. */
export interface ToPost {
  readonly placed: PlacedUnit;
  readonly accepted: AcceptedRemittance;
  /** Whether this is the last attempt to read the file. */
  readonly isLast: boolean;
}

/** Where a stored set stands. */
interface StoredSet {
  readonly id: bigint;
  readonly state: string;
  readonly postedThrough: number;
}

/**
 * Posts a remittance whose claim payments arrive one after another, each piece in a transaction that stores how far it
 * is posted. Another attempt continues there. A remittance of one piece is one transaction.
 */
export class RemittancePosting {
  readonly #database: Database;
  readonly #file: FileContext;
  readonly #toPost: ToPost;
  #payments: ClaimPayment[] = [];
  /** It may complete an incomplete remittance, with which it must be compared as a whole. */
  #isWhole = false;
  #isOver = false;
  #pieces = 0;
  #error: unknown;

  constructor(database: Database, file: FileContext, toPost: ToPost) {
    this.#database = database;
    this.#file = file;
    this.#toPost = toPost;
  }

  /** Why it is not posted; undefined if a retry is of no use, or if it is posted. */
  get error(): unknown {
    return this.#error;
  }

  /** Takes the next claim payment. Returns whether a piece was posted. */
  async take(payment: ClaimPayment): Promise<boolean> {
    const { placed, accepted } = this.#toPost;
    const isPosted = payment.position <= placed.postedThrough;
    if (this.#isOver || isPosted || accepted.left.has(payment.position)) return false;
    this.#payments.push(payment);
    if (this.#payments.length < batchSize || this.#isWhole) return false;
    await this.#guarded(async () => {
      if (this.#pieces === 0) this.#isWhole = await mayCompleteOther(this.#database.sql, this.#toPost.accepted.payment);
      if (!this.#isWhole) await this.#post(false);
    });
    return !this.#isWhole;
  }

  /** Posts the last piece and what follows the claim payments. */
  async end(): Promise<void> {
    if (!this.#isOver) await this.#guarded(() => this.#post(true));
    this.#isOver = true;
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#isOver = true;
      const reason = reasonOf(error, this.#toPost.isLast);
      if (reason === undefined) this.#error = error;
      else await this.#giveUp(reason, error);
    }
  }

  /** Posts what was taken: at once or, beside transactions that conflict with it, in smaller pieces. */
  async #post(isEnd: boolean): Promise<void> {
    let size = this.#isWhole ? Infinity : batchSize;
    while (!this.#isOver) {
      const piece = this.#payments.slice(0, size);
      const isRest = piece.length === this.#payments.length;
      try {
        await this.#postPiece(piece, isEnd && isRest);
        this.#payments = this.#payments.slice(piece.length);
        if (isRest) return;
      } catch (error) {
        if (this.#isWhole || size <= leastPiece || !isConflict(error)) throw error;
        size = Math.ceil(size / 5);
      }
    }
  }

  async #postPiece(given: readonly ClaimPayment[], isEnd: boolean): Promise<void> {
    const { placed, accepted } = this.#toPost;
    this.#isOver = await this.#database.inSqlTransaction(async (sql) => {
      // A scan of a whole table locks all of it against other serializable transactions: they and this one would fail.
      await sql.rows('set local enable_seqscan = off');
      const inserted = await insertUnit(sql, placed, { state: 'posting', reason: null, isMisdirected: false });
      const { id, state, postedThrough } = await lockSet(sql, placed);
      // Another attempt has posted it, or is ahead.
      if (state !== 'posting') return true;
      const payments = given.filter(({ position }) => position > postedThrough);
      const context = contextOf(sql, this.#file, placed, id);
      const whole = isEnd && inserted !== undefined ? payments : undefined;
      const stored =
        inserted === undefined
          ? await remittanceOf(context, accepted)
          : await beginRemittance(context, accepted, { canonicalDigest: digestOf(sql, placed.unit), whole });
      if (stored) await postPayments(context, payments, stored);
      if (stored && isEnd) await endRemittance(context, accepted, stored);
      await this.#notePosted(context, { isOver: isEnd || !stored, through: given.at(-1)?.position ?? postedThrough });
      return isEnd || !stored;
    });
    this.#pieces += 1;
  }

  /** The file made progress: its attempts are counted anew. Files that no attempt has begun are read before it. */
  async #notePosted(
    { sql, transactionSetId, fileId }: SetContext,
    { isOver, through }: { readonly isOver: boolean; readonly through: number },
  ): Promise<void> {
    await sql.rows(
      `update transaction_set set state = $2, reason = case when posted_through = 0 then reason end,
         posted_through = greatest(posted_through, $3::int) where id = $1`,
      [transactionSetId, isOver ? 'posted' : 'posting', through],
    );
    if (!isOver) await sql.rows('update inbound_file set attempts = 1 where id = $1', [fileId]);
  }

  /** Quarantines the remittance. One that is posted in part stays so, and another reading of the file continues. */
  async #giveUp(reason: string, error: unknown): Promise<void> {
    const { placed } = this.#toPost;
    const { sql } = this.#database;
    await quarantineUnit(sql, placed, { reason, error });
    const { id, state, postedThrough } = await lockSet(sql, placed);
    if (state === 'posting')
      await sql.rows('update transaction_set set reason = $2 where id = $1', [
        id,
        `${placed.unit.label}it is posted up to segment ${postedThrough}, and not after it: ${reason}`,
      ]);
  }
}

/** The stored set. Another transaction that posts a piece of it waits. */
async function lockSet(sql: Sql, { interchangeId, unit }: PlacedUnit): Promise<StoredSet> {
  return only(
    await sql.rows<StoredSet>(
      `select id, state, posted_through as "postedThrough" from transaction_set
       where interchange_id = $1 and group_index = $2 and set_index = $3 for update`,
      [interchangeId, unit.group, unit.index],
    ),
  );
}
