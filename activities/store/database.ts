import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '../../prisma/generated/client.ts';

/** The book of record. */
export interface Database {
  /** Runs work in one serializable transaction: all of it or nothing. Work may run again after a conflict. */
  inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Looks without a transaction: for a single statement. */
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What work in a transaction sees. */
export type Transaction = Prisma.TransactionClient;

/** Attempts before a conflict is left to Temporal's retry. */
const attempts = 8;

/** Connects lazily: the first statement opens a connection. */
export function connectDatabase(url: string, connections = 10): Database {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connections }) });
  return {
    inTransaction: (work) =>
      retried(() =>
        prisma.$transaction(work, {
          isolationLevel: Prisma.TransactionIsolationLevel.Serializable,
          maxWait: 10_000,
          timeout: 60_000,
        }),
      ),
    read: (work) => work(prisma),
    close: () => prisma.$disconnect(),
  };
}

// P2034: two transactions could not be put in an order, and nothing of this one was kept. P2002: another was first
// with a key; the second look finds what it wrote.
async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= attempts || !isConflict(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20));
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && (error.code === 'P2034' || error.code === 'P2002');
}
