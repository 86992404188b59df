import { constants, type Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import ssh2, { type Attributes } from 'ssh2';

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;

/** Converts SFTP OPEN flags to local ones. Symbolic links are not followed. */
export function openFlags(flags: number): number {
  const has = (flag: number): boolean => (flags & flag) !== 0;
  const access = !has(OPEN_MODE.WRITE)
    ? constants.O_RDONLY
    : has(OPEN_MODE.READ)
      ? constants.O_RDWR
      : constants.O_WRONLY;
  const pairs = [
    [OPEN_MODE.CREAT, constants.O_CREAT],
    [OPEN_MODE.TRUNC, constants.O_TRUNC],
    [OPEN_MODE.EXCL, constants.O_EXCL],
    [OPEN_MODE.APPEND, constants.O_APPEND],
  ] as const;
  return pairs.reduce((all, [asked, ours]) => (has(asked) ? all | ours : all), access | constants.O_NOFOLLOW);
}

/** The entries of a folder in READDIR's format. A name that is not UTF-8 has U+FFFD in it: ssh2 sends text. */
export async function listing(folder: string): Promise<{ filename: string; longname: string; attrs: Attributes }[]> {
  const found = await Promise.all(
    (await readdir(folder, { encoding: 'buffer' })).map(async (name) => {
      const seen = await lstat(Buffer.concat([Buffer.from(`${folder}/`), name])).catch(() => undefined);
      // The file was removed after the folder was listed.
      if (!seen) return [];
      const filename = name.toString('utf8');
      return [{ filename, longname: longName(filename, seen), attrs: attributes(seen) }];
    }),
  );
  return found.flat();
}

/** An `ls -l` line: clients read the file type from its first character. */
function longName(name: string, seen: Stats): string {
  const kind = seen.isDirectory() ? 'd' : seen.isFile() ? '-' : 'l';
  return `${kind}rw-------    1 sandbox  sandbox  ${seen.size} ${seen.mtime.toISOString().slice(0, 10)} ${name}`;
}

/** File attributes in the protocol's units: seconds, bytes. */
export function attributes(seen: Stats | undefined): Attributes {
  const seconds = (ms: number | undefined): number => Math.floor((ms ?? 0) / 1000);
  return {
    mode: seen?.mode ?? 0,
    uid: 0,
    gid: 0,
    size: seen?.size ?? 0,
    atime: seconds(seen?.atimeMs),
    mtime: seconds(seen?.mtimeMs),
  };
}

/** Converts an error to an SFTP status. */
export function codeOf(error: unknown): number {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return STATUS_CODE.NO_SUCH_FILE;
  return code === 'EACCES' || code === 'EPERM' || code === 'ELOOP'
    ? STATUS_CODE.PERMISSION_DENIED
    : STATUS_CODE.FAILURE;
}
