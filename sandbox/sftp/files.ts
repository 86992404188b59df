import { rename, rm, stat, lstat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Stats } from 'node:fs';
import ssh2, { type SFTPWrapper } from 'ssh2';
import { attributes, codeOf, listing, openFlags } from './wire.ts';
import { Handles } from './handles.ts';

const { STATUS_CODE } = ssh2.utils.sftp;

/** One session: its folder, its open handles, and functions that answer requests. */
interface Session {
  readonly sftp: SFTPWrapper;
  readonly handles: Handles;
  /** Converts a path to a local one, always within the user's folder. */
  real(path: string): string;
  /** Runs the work of one request. If it throws, the answer is an error status. */
  serve(id: number, work: () => Promise<void>): void;
  done(id: number): void;
}

/** Serves the files under `root` to one session. */
export function serveFiles(sftp: SFTPWrapper, root: string): void {
  const session: Session = {
    sftp,
    handles: new Handles(),
    real: (path) => join(root, posix.resolve('/', path)),
    serve: (id, work) => void work().catch((error: unknown) => sftp.status(id, codeOf(error))),
    done: (id) => sftp.status(id, STATUS_CODE.OK),
  };
  serveOpenFiles(session);
  serveFolders(session);
  servePaths(session);
  for (const refused of ['MKDIR', 'RMDIR', 'READLINK', 'SYMLINK'] as const) {
    sftp.on(refused, (id: number) => sftp.status(id, STATUS_CODE.OP_UNSUPPORTED));
  }
}

/** Maximum bytes per read. */
const pieceBytes = 65_536;

function serveOpenFiles({ sftp, handles, real, serve, done }: Session): void {
  sftp.on('OPEN', (id, path, flags) =>
    serve(id, async () => sftp.handle(id, await handles.openFile(real(path), openFlags(flags)))),
  );
  sftp.on('READ', (id, handle, offset, length) =>
    serve(id, async () => {
      const buffer = Buffer.alloc(Math.min(length, pieceBytes));
      const { bytesRead } = await handles.file(handle).read(buffer, 0, buffer.length, offset);
      if (bytesRead === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, buffer.subarray(0, bytesRead));
    }),
  );
  sftp.on('WRITE', (id, handle, offset, data) =>
    serve(id, async () => {
      await handles.file(handle).write(data, 0, data.length, offset);
      done(id);
    }),
  );
  sftp.on('FSTAT', (id, handle) =>
    serve(id, async () => sftp.attrs(id, attributes(await handles.file(handle).stat()))),
  );
  sftp.on('CLOSE', (id, handle) =>
    serve(id, async () => {
      await handles.close(handle);
      done(id);
    }),
  );
}

function serveFolders({ sftp, handles, real, serve }: Session): void {
  sftp.on('OPENDIR', (id, path) => serve(id, async () => sftp.handle(id, await handles.openFolder(real(path)))));
  sftp.on('READDIR', (id, handle) =>
    serve(id, async () => {
      const path = handles.folderOnce(handle);
      if (path === undefined) sftp.status(id, STATUS_CODE.EOF);
      else sftp.name(id, await listing(path));
    }),
  );
}

function servePaths({ sftp, real, serve, done }: Session): void {
  const answerStat = (id: number, path: string, how: (path: string) => Promise<Stats>): void =>
    serve(id, async () => sftp.attrs(id, attributes(await how(real(path)))));
  sftp.on('STAT', (id, path) => answerStat(id, path, stat));
  sftp.on('LSTAT', (id, path) => answerStat(id, path, lstat));
  sftp.on('RENAME', (id, from, to) =>
    serve(id, async () => {
      await rename(real(from), real(to));
      done(id);
    }),
  );
  sftp.on('REMOVE', (id, path) =>
    serve(id, async () => {
      await rm(real(path));
      done(id);
    }),
  );
  sftp.on('REALPATH', (id, path) => {
    const filename = posix.resolve('/', path);
    sftp.name(id, [{ filename, longname: filename, attrs: attributes(undefined) }]);
  });
  sftp.on('SETSTAT', (id) => done(id));
  sftp.on('FSETSTAT', (id) => done(id));
}
