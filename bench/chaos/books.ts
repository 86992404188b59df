import { Client } from 'pg';
import { readEndpoints } from '../../client/endpoints.ts';

/** Rows of a query on the installation's database, over a connection of its own. */
export async function rowsOf<T extends object>(
  folder: string,
  query: string,
  values: readonly unknown[] = [],
): Promise<readonly T[]> {
  const connectionString = readEndpoints(folder)?.databaseUrl;
  if (!connectionString) throw new Error('the installation has no database');
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 20_000 });
  // A connection that breaks while it is idle; a query that runs then fails by itself.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(query, [...values])).rows;
  } finally {
    await client.end();
  }
}
