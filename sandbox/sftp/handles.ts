import { type FileHandle, open, readdir } from 'node:fs/promises';

type Opened =
  | { readonly kind: 'file'; readonly file: FileHandle }
  | { readonly kind: 'folder'; readonly path: string; isRead: boolean };

/** Open files and folders of a session, by handle. */
export class Handles {
  readonly #opened = new Map<number, Opened>();
  #given = 0;

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
    const thing = this.#of(handle);
    if (thing?.kind !== 'file') throw new Error('no such handle');
    return thing.file;
  }

  /** The folder of a handle; undefined if it was already listed. */
  folderOnce(handle: Buffer): string | undefined {
    const thing = this.#of(handle);
    if (thing?.kind !== 'folder') throw new Error('no such handle');
    if (thing.isRead) return undefined;
    thing.isRead = true;
    return thing.path;
  }

  async close(handle: Buffer): Promise<void> {
    const thing = this.#of(handle);
    this.#opened.delete(numberOf(handle));
    if (thing?.kind === 'file') await thing.file.close();
  }

  #register(thing: Opened): Buffer {
    this.#given += 1;
    this.#opened.set(this.#given, thing);
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(this.#given);
    return handle;
  }

  #of(handle: Buffer): Opened | undefined {
    return this.#opened.get(numberOf(handle));
  }
}

function numberOf(handle: Buffer): number {
  return handle.length === 4 ? handle.readUInt32BE() : -1;
}
