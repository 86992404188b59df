import { PrismaPg } from '@prisma/adapter-pg';
import { isDriverAdapterError } from '@prisma/driver-adapter-utils';
import { DatabaseError, Pool, type PoolClient, types } from 'pg';
import type { KeyRing } from '../../client/encryption/keys.ts';
import type { LiveKeys } from '../../client/encryption/live-keys.ts';
import { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { createVault, newDigestSecret, type Vault } from './vault.ts';

/** Runs SQL with parameters $1, $2 and so on. Dates are cast to and from text; int8 columns are bigint. */
export interface Sql {
  /** Encrypts and decrypts the columns with patient data. */
  readonly vault: Vault;
  rows<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** SQL and Prisma's client within one transaction. */
export interface Transaction extends Sql {
  readonly prisma: Prisma.TransactionClient;
}

/**
 * Access to PostgreSQL. Statements that run for every claim are written in SQL, because Prisma uses more CPU than the
 * statement itself; rare ones use Prisma.
 */
export interface Database {
  /** Autocommit: each statement is its own transaction. */
  readonly sql: Sql;
  /** Runs work in one serializable transaction. Work runs again after a conflict. */
  inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Like `inTransaction`, without Prisma. */
  inSqlTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Maximum attempts here after conflicts. After that, Temporal's retry policy applies. */
const attempts = 8;

/** Connects, and reads the secret for digests; makes it in a new database. */
export async function connectDatabase(url: string, keys: KeyRing | LiveKeys, connections = 10): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    // Long enough to parse a large file inside a transaction; ends a transaction whose worker crashed.
    idle_in_transaction_session_timeout: 300_000,
    types: { getTypeParser: parserOf },
  });
  // An idle connection broke: the next statement opens a new one.
  pool.on('error', () => undefined);
  // A connection broke between two statements of a transaction: the next statement fails and ends the transaction.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const vault = createVault(keys, await digestSecret(pool, keys));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    sql: statementsOn(pool, vault),
    inTransaction: (work) =>
      retried(() =>
        prisma.$transaction((tx) => work({ prisma: tx, vault, rows: rowsBy(tx) }), {
          isolationLevel: Prisma.TransactionIsolationLevel.Serializable,
          maxWait: 10_000,
          timeout: 60_000,
        }),
      ),
    inSqlTransaction: (work) => retried(() => inSqlTransaction(pool, vault, work)),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** The OID of PostgreSQL's int8, which is read as bigint because it exceeds JavaScript's safe integers. */
const int8: number = types.builtins.INT8;

const parserOf: typeof types.getTypeParser = (oid: number, format: 'text' | 'binary' = 'text') =>
  oid === int8 ? BigInt : types.getTypeParser(oid, format as 'text');

function rowsBy(tx: Prisma.TransactionClient): Sql['rows'] {
  return <Row>(text: string, values: readonly unknown[] = []) => tx.$queryRawUnsafe<Row[]>(text, ...values);
}

/** The secret for digests, which never changes; two workers that start together agree on one. */
async function digestSecret(pool: Pool, keys: KeyRing | LiveKeys): Promise<Uint8Array> {
  const column = 'installation_secret.secret';
  const vault = createVault(keys, new Uint8Array());
  const read = async (): Promise<Uint8Array | undefined> => {
    const { rows } = await pool.query<{ secret: Uint8Array }>(
      `select secret from installation_secret where id = 'digest'`,
    );
    return rows[0] && vault.open(column, rows[0].secret);
  };
  const known = await read();
  if (known) return known;
  const made = newDigestSecret();
  await pool.query(`insert into installation_secret (id, secret) values ('digest', $1) on conflict do nothing`, [
    vault.seal(column, made),
  ]);
  return (await read()) ?? made;
}

function statementsOn(connection: Pool | PoolClient, vault: Vault): Sql {
  return { vault, rows: async (text, values = []) => (await connection.query(text, [...values])).rows };
}

async function inSqlTransaction<T>(pool: Pool, vault: Vault, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let fault: unknown;
  try {
    await client.query('begin isolation level serializable');
    const result = await work(statementsOn(client, vault));
    await client.query('commit');
    return result;
  } catch (error) {
    fault = error;
    // A broken connection cannot roll back; the server rolls back when it detects the loss.
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release(fault instanceof Error && !(fault instanceof DatabaseError) && isBroken(fault));
  }
}

/** Whether an error of the pg package (which has no code) means that the server is unreachable. */
export function isBroken({ message }: Error): boolean {
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/.test(message);
}

// A serialization failure or deadlock rolled this transaction back; or another transaction inserted the same key first,
// and the next attempt finds its row. P2034 and P2002 are Prisma's codes for 40001 and 23505.
const conflicts: ReadonlySet<unknown> = new Set(['P2034', 'P2002', '40001', '40P01', '23505']);

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= attempts || !isConflict(error)) throw error;
      // At random, so that two transactions that conflict do not meet again.
      await new Promise((resolve) => setTimeout(resolve, attempt * (10 + Math.random() * 20)));
    }
  }
}

/** Whether a transaction failed because of another one, so that it may succeed when it runs again. */
export function isConflict(error: unknown): boolean {
  return conflicts.has(codeOf(error));
}

/**
 * PostgreSQL's or Prisma's code of an error; undefined for other errors. A raw statement that fails in Prisma's
 * transaction (P2010) carries the error of the driver, and a commit that fails throws that error.
 */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof DatabaseError) return error.code;
  const isPrismas = error instanceof Prisma.PrismaClientKnownRequestError;
  const ofDriver = codeOfDriver(isPrismas && error.code === 'P2010' ? error.meta?.['driverAdapterError'] : error);
  return ofDriver ?? (isPrismas ? error.code : undefined);
}

function codeOfDriver(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && isDriverAdapterError(error)
    ? error.cause.originalCode
    : undefined;
}

/**
 * Whether a code means that the data can never be stored: PostgreSQL's classes 22 (data exception) and 23 (integrity)
 * and the equivalent Prisma codes. Not 23505 and P2002, which mean that the row already exists.
 */
export function isRefusedData(code: string): boolean {
  return (/^2[23]/.test(code) && code !== '23505') || /^P20(00|03|04|05|06|07|11|19|20|33)$/.test(code);
}
