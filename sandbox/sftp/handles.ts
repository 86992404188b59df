import { type FileHandle, open, readdir } from 'node:fs/promises';

type Opened =
  | { readonly kind: 'file'; readonly file: FileHandle }
  | { readonly kind: 'folder'; readonly path: string; isRead: boolean };

/** The open files and folders of a session, by handle. */
export class Handles {
  readonly #opened = new Map<number, Opened>();
  #lastHandle = 0;

  async openFile(path: string, flags: number): Promise<Buffer> {
    return this.#register({ kind: 'file', file: await open(path, flags, 0o600) });
  }

  /** Throws if the folder does not exist. */
  async openFolder(path: string): Promise<Buffer> {
    await readdir(path);
    return this.#register({ kind: 'folder', path, isRead: false });
  }

  /** The open file of a handle. Throws if the handle is unknown. */
  file(handle: Buffer): FileHandle {
    const opened = this.#of(handle);
    if (opened?.kind !== 'file') throw new Error('no such handle');
    return opened.file;
  }

  /** The folder of a handle; undefined after the first call. Throws if the handle is unknown. */
  folderOnce(handle: Buffer): string | undefined {
    const opened = this.#of(handle);
    if (opened?.kind !== 'folder') throw new Error('no such handle');
    if (opened.isRead) return undefined;
    opened.isRead = true;
    return opened.path;
  }

  async close(handle: Buffer): Promise<void> {
    const opened = this.#of(handle);
    this.#opened.delete(numberOf(handle));
    if (opened?.kind === 'file') await opened.file.close();
  }

  #register(opened: Opened): Buffer {
    this.#lastHandle += 1;
    this.#opened.set(this.#lastHandle, opened);
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(this.#lastHandle);
    return handle;
  }

  #of(handle: Buffer): Opened | undefined {
    return this.#opened.get(numberOf(handle));
  }
}

function numberOf(handle: Buffer): number {
  return handle.length === 4 ? handle.readUInt32BE() : -1;
}
