import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Client, Pool } from 'pg';

/** prisma/migrations: one folder per migration, in Prisma's format. */
export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

interface Migration {
  readonly name: string;
  readonly sql: string;
}

// One process at a time: several may start with a new database. The number is arbitrary.
const advisoryLock = 837_835_277;

/**
 * Applies the pending migrations, as `prisma migrate deploy` does, with the same folder and table. It runs Prisma's
 * schema engine as WebAssembly, so no binary is needed, and it costs one query if the database is up to date. Resolves
 * to the names of the applied migrations. Throws if an applied migration was edited, failed or is unknown.
 */
export async function migrate(databaseUrl: string, folder: string = migrationsFolder): Promise<readonly string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    const migrations = await readMigrations(folder);
    if (await isUpToDate(client, migrations)) return [];
    return await applyMigrations(databaseUrl, folder, migrations);
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(`${folder}/${name}/migration.sql`, 'utf8') })),
  );
}

async function isUpToDate(client: Client, migrations: readonly Migration[]): Promise<boolean> {
  const table = await client.query<{ present: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as present`,
  );
  if (!table.rows[0]?.present) return false;
  const applied = await client.query<{ name: string; checksum: string; unfinished: boolean }>(
    `select migration_name as name, checksum, finished_at is null as unfinished
       from _prisma_migrations where rolled_back_at is null`,
  );
  refuseDamagedHistory(migrations, applied.rows);
  const names = new Set(applied.rows.map((row) => row.name));
  return migrations.every((migration) => names.has(migration.name));
}

function refuseDamagedHistory(
  migrations: readonly Migration[],
  applied: readonly { readonly name: string; readonly checksum: string; readonly unfinished: boolean }[],
): void {
  for (const { name, checksum, unfinished } of applied) {
    if (unfinished) throw new Error(`migration ${name} did not finish; see \`prisma migrate resolve\``);
    const ours = migrations.find((migration) => migration.name === name);
    if (!ours) throw new Error(`the database has the unknown migration ${name}; use a newer version of claimloop`);
    if (checksum !== createHash('sha256').update(ours.sql).digest('hex')) {
      throw new Error(`migration ${name} was edited after it was applied to this database`);
    }
  }
}

async function applyMigrations(
  databaseUrl: string,
  folder: string,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  await loadEngine();
  const pool = new Pool({ connectionString: databaseUrl });
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(pool));
  const engine = await engineBindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
  try {
    const done = await engine.applyMigrations({
      migrationsList: {
        baseDir: folder,
        lockfile: { path: './migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return done.appliedMigrationNames;
  } finally {
    engine.free();
    await pool.end();
  }
}

// The adapter splits a script at every semicolon, even inside a function body; PostgreSQL accepts the whole script.
function wholeScripts(pool: Pool): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connection = await connect();
    connection.executeScript = async (script) => void (await pool.query(script));
    return connection;
  };
  return factory;
}

let loading: Promise<void> | undefined;

function loadEngine(): Promise<void> {
  loading ??= instantiateEngine();
  return loading;
}

// The package imports its .wasm file as a module, which Node 20 does not support, so it is instantiated here.
async function instantiateEngine(): Promise<void> {
  const bindings = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(bindings.replace(/\.js$/, '.wasm'));
  const imports = Object.entries(engineBindings).map(([name, binding]) =>
    name.startsWith('__wbg_setTimeout') ? [name, unheldTimeout] : [name, binding],
  );
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': Object.fromEntries(imports) });
  engineBindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (typeof start === 'function') start();
}

// The engine never clears the timer of its lock, which would delay the exit of the process by ten seconds.
function unheldTimeout(callback: () => void, ms: number): NodeJS.Timeout {
  return setTimeout(callback, ms).unref();
}
