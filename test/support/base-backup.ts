import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { readEndpoints } from '../../client/endpoints.ts';

/** Copies the cluster of a running installation, as pg_basebackup does. Returns the folder of the copy. */
export async function backUpPostgres(folder: string): Promise<string> {
  const copy = join(folder, 'backup');
  const data = join(folder, 'postgres', 'data');
  const superuser = new Client({ connectionString: superuserUrl(folder) });
  await superuser.connect();
  try {
    await superuser.query(`select pg_backup_start('drill', true)`);
    // A file that is written meanwhile is mended from the WAL, which is copied last.
    execFileSync('cp', ['-a', data, copy]);
    const { rows } = await superuser.query<{ label: string }>('select labelfile as label from pg_backup_stop(false)');
    rmSync(join(copy, 'pg_wal'), { recursive: true });
    execFileSync('cp', ['-a', join(data, 'pg_wal'), join(copy, 'pg_wal')]);
    rmSync(join(copy, 'postmaster.pid'), { force: true });
    writeFileSync(join(copy, 'backup_label'), rows[0]?.label ?? '', { mode: 0o644 });
  } finally {
    await superuser.end();
  }
  return copy;
}

/** Puts the copy in the place of the cluster of a stopped installation. */
export function restorePostgres(folder: string, copy: string): void {
  const data = join(folder, 'postgres', 'data');
  rmSync(data, { recursive: true });
  execFileSync('cp', ['-a', copy, data]);
}

function superuserUrl(folder: string): string {
  const url = new URL(readEndpoints(folder)?.databaseUrl ?? '');
  url.username = 'claimloop';
  url.password = readFileSync(join(folder, 'postgres', 'password'), 'utf8');
  return url.href;
}
