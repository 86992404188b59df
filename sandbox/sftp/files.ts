import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import ssh2, { type Attributes, type SFTPWrapper } from 'ssh2';

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;

type Opened = { readonly kind: 'file'; readonly file: FileHandle } | { readonly kind: 'folder'; readonly path: string; isRead: boolean };

/** Serves one session's files below `root`, which the client sees as "/". No request leads out of it. */
export function serveFiles(sftp: SFTPWrapper, root: string): void {
  const opened = new Map<number, Opened>();
  let handles = 0;
  const real = (path: string): string => join(root, posix.resolve('/', path));
  const keep = (thing: Opened): Buffer => {
    handles += 1;
    opened.set(handles, thing);
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(handles);
    return handle;
  };
  const of = (handle: Buffer): Opened | undefined => opened.get(handle.length === 4 ? handle.readUInt32BE() : -1);
  /** Does the work of one request; whatever fails is told as a status. */
  const serve = (id: number, work: () => Promise<void>): void => {
    work().catch((error: unknown) => sftp.status(id, codeOf(error)));
  };
  const done = (id: number): void => sftp.status(id, STATUS_CODE.OK);

  sftp.on('OPEN', (id, path, flags) => serve(id, async () => {
    sftp.handle(id, keep({ kind: 'file', file: await open(real(path), openFlags(flags), 0o600) }));
  }));
  sftp.on('READ', (id, handle, offset, length) => serve(id, async () => {
    const buffer = Buffer.alloc(Math.min(length, 65_536));
    const { bytesRead } = await fileOf(of(handle)).read(buffer, 0, buffer.length, offset);
    if (bytesRead === 0) return sftp.status(id, STATUS_CODE.EOF);
    return sftp.data(id, buffer.subarray(0, bytesRead));
  }));
  sftp.on('WRITE', (id, handle, offset, data) => serve(id, async () => {
    await fileOf(of(handle)).write(data, 0, data.length, offset);
    done(id);
  }));
  sftp.on('CLOSE', (id, handle) => serve(id, async () => {
    const thing = of(handle);
    opened.delete(handle.readUInt32BE());
    if (thing?.kind === 'file') await thing.file.close();
    done(id);
  }));
  sftp.on('OPENDIR', (id, path) => serve(id, async () => {
    await readdir(real(path));
    sftp.handle(id, keep({ kind: 'folder', path: real(path), isRead: false }));
  }));
  sftp.on('READDIR', (id, handle) => serve(id, async () => {
    const thing = of(handle);
    if (thing?.kind !== 'folder') return sftp.status(id, STATUS_CODE.FAILURE);
    if (thing.isRead) return sftp.status(id, STATUS_CODE.EOF);
    thing.isRead = true;
    return sftp.name(id, await listing(thing.path));
  }));
  const look = (id: number, path: string, how: (path: string) => Promise<Stats>): void => serve(id, async () => sftp.attrs(id, attributes(await how(real(path)))));
  sftp.on('STAT', (id, path) => look(id, path, stat));
  sftp.on('LSTAT', (id, path) => look(id, path, lstat));
  sftp.on('FSTAT', (id, handle) => serve(id, async () => sftp.attrs(id, attributes(await fileOf(of(handle)).stat()))));
  sftp.on('RENAME', (id, from, to) => serve(id, async () => {
    await rename(real(from), real(to));
    done(id);
  }));
  sftp.on('REMOVE', (id, path) => serve(id, async () => {
    await rm(real(path));
    done(id);
  }));
  sftp.on('REALPATH', (id, path) => {
    const filename = posix.resolve('/', path);
    sftp.name(id, [{ filename, longname: filename, attrs: attributes(undefined) }]);
  });
  sftp.on('SETSTAT', (id) => done(id));
  sftp.on('FSETSTAT', (id) => done(id));
  for (const refused of ['MKDIR', 'RMDIR', 'READLINK', 'SYMLINK'] as const) sftp.on(refused, (id: number) => sftp.status(id, STATUS_CODE.OP_UNSUPPORTED));
}

function fileOf(thing: Opened | undefined): FileHandle {
  if (thing?.kind !== 'file') throw new Error('no such handle');
  return thing.file;
}

function openFlags(flags: number): number {
  const both = OPEN_MODE.READ | OPEN_MODE.WRITE;
  const access = (flags & both) === both ? constants.O_RDWR : flags & OPEN_MODE.WRITE ? constants.O_WRONLY : constants.O_RDONLY;
  return access | constants.O_NOFOLLOW | (flags & OPEN_MODE.CREAT ? constants.O_CREAT : 0) | (flags & OPEN_MODE.TRUNC ? constants.O_TRUNC : 0)
    | (flags & OPEN_MODE.EXCL ? constants.O_EXCL : 0) | (flags & OPEN_MODE.APPEND ? constants.O_APPEND : 0);
}

async function listing(folder: string): Promise<{ filename: string; longname: string; attrs: Attributes }[]> {
  const names = await readdir(folder);
  const found = await Promise.all(names.map(async (filename) => {
    const seen = await lstat(join(folder, filename)).catch(() => undefined);
    // It was taken away since the folder was read.
    if (!seen) return [];
    return [{ filename, longname: longName(filename, seen), attrs: attributes(seen) }];
  }));
  return found.flat();
}

/** A line as `ls -l` prints it: clients read the kind of a file from its first character. */
function longName(name: string, { mode, size, mtime }: Stats): string {
  const kind = (mode & constants.S_IFMT) === constants.S_IFDIR ? 'd' : (mode & constants.S_IFMT) === constants.S_IFREG ? '-' : 'l';
  return `${kind}rw-------    1 sandbox  sandbox  ${size} ${mtime.toISOString().slice(0, 10)} ${basename(name)}`;
}

function attributes(seen: Stats | undefined): Attributes {
  return { mode: seen?.mode ?? 0, uid: 0, gid: 0, size: seen?.size ?? 0, atime: Math.floor((seen?.atimeMs ?? 0) / 1000), mtime: Math.floor((seen?.mtimeMs ?? 0) / 1000) };
}

function codeOf(error: unknown): number {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return STATUS_CODE.NO_SUCH_FILE;
  return code === 'EACCES' || code === 'EPERM' || code === 'ELOOP' ? STATUS_CODE.PERMISSION_DENIED : STATUS_CODE.FAILURE;
}
