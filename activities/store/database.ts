import { PrismaPg } from '@prisma/adapter-pg';
import { DatabaseError, Pool, type PoolClient, types } from 'pg';
import { Prisma, PrismaClient } from '../../prisma/generated/client.ts';

/** Statements in SQL, their values as $1, $2 and so on. Days are cast to and from text; 64-bit numbers are bigint. */
export interface Sql {
  rows<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** What work in a transaction sees: SQL, and Prisma's client within the same transaction. */
export interface Transaction extends Sql {
  readonly prisma: Prisma.TransactionClient;
}

/**
 * The book of record. What happens to every claim is in SQL, since Prisma would cost more than the database itself
 * does; what happens now and then goes through Prisma.
 */
export interface Database {
  /** Each statement is a transaction of its own. */
  readonly sql: Sql;
  /** Runs work in one serializable transaction: all of it or nothing. Work may run again after a conflict. */
  inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The same in SQL alone. */
  inSqlTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Attempts before a conflict is left to Temporal's retry. */
const attempts = 8;

/** Connects lazily: the first statement opens a connection. */
export function connectDatabase(url: string, connections = 10): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    // A large file is read within the transaction that posts it; this ends one whose worker was lost.
    idle_in_transaction_session_timeout: 300_000,
    types: { getTypeParser: parserOf },
  });
  // A connection that breaks while nobody uses it: the next statement opens another one.
  pool.on('error', () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    sql: statementsOn(pool),
    inTransaction: (work) =>
      retried(() =>
        prisma.$transaction((tx) => work({ prisma: tx, rows: rowsBy(tx) }), {
          isolationLevel: Prisma.TransactionIsolationLevel.Serializable,
          maxWait: 10_000,
          timeout: 60_000,
        }),
      ),
    inSqlTransaction: (work) => retried(() => inSqlTransaction(pool, work)),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** PostgreSQL's number for the type bigint: JavaScript's numbers do not hold all that such a column can. */
const int8: number = types.builtins.INT8;

const parserOf: typeof types.getTypeParser = (oid: number, format: 'text' | 'binary' = 'text') =>
  oid === int8 ? BigInt : types.getTypeParser(oid, format as 'text');

function rowsBy(tx: Prisma.TransactionClient): Sql['rows'] {
  return <Row>(text: string, values: readonly unknown[] = []) => tx.$queryRawUnsafe<Row[]>(text, ...values);
}

function statementsOn(connection: Pool | PoolClient): Sql {
  return { rows: async (text, values = []) => (await connection.query(text, [...values])).rows };
}

async function inSqlTransaction<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let fault: unknown;
  try {
    await client.query('begin isolation level serializable');
    const result = await work(statementsOn(client));
    await client.query('commit');
    return result;
  } catch (error) {
    fault = error;
    // A connection that is broken cannot roll back; the server does it when it notices.
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release(fault instanceof Error && !(fault instanceof DatabaseError) && isBroken(fault));
  }
}

/** Whether an error of pg's own says that the server is not there; such an error has no code. */
export function isBroken({ message }: Error): boolean {
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/.test(message);
}

// Two transactions could not be put in an order, and nothing of this one was kept; or another was first with a key, and
// the second look finds what it wrote. P2034 and P2002 are Prisma's words for 40001 and 23505.
const conflicts: ReadonlySet<unknown> = new Set(['P2034', 'P2002', '40001', '40P01', '23505']);

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= attempts || !conflicts.has(codeOf(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20));
    }
  }
}

/** PostgreSQL's code of an error, or Prisma's; undefined for an error of another kind. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof DatabaseError) return error.code;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  // A statement of ours that failed within Prisma's transaction carries PostgreSQL's code inside.
  const inner = error.code === 'P2010' ? error.meta?.['code'] : undefined;
  return typeof inner === 'string' ? inner : error.code;
}

/**
 * Whether a code means that the data can never be stored as it is: PostgreSQL's classes 22 (data exception) and 23
 * (integrity), and Prisma's codes of the same; 23505 and P2002 aside, which mean that it is there already.
 */
export function isRefusedData(code: string): boolean {
  return (/^2[23]/.test(code) && code !== '23505') || /^P20(00|03|04|05|06|07|11|19|20|33)$/.test(code);
}
