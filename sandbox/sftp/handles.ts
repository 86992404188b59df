import { type FileHandle, open, readdir } from 'node:fs/promises';

type Opened =
  | { readonly kind: 'file'; readonly file: FileHandle }
  | { readonly kind: 'folder'; readonly path: string; isRead: boolean };

/** What a session has open, by the handles that it gave out. */
export class Handles {
  readonly #opened = new Map<number, Opened>();
  #given = 0;

  async openFile(path: string, flags: number): Promise<Buffer> {
    return this.#keep({ kind: 'file', file: await open(path, flags, 0o600) });
  }

  /** Throws when there is no such folder. */
  async openFolder(path: string): Promise<Buffer> {
    await readdir(path);
    return this.#keep({ kind: 'folder', path, isRead: false });
  }

  /** An open file. Throws for a handle that is none. */
  file(handle: Buffer): FileHandle {
    const thing = this.#of(handle);
    if (thing?.kind !== 'file') throw new Error('no such handle');
    return thing.file;
  }

  /** The folder of a handle, the first time; undefined when it was listed before. */
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

  #keep(thing: Opened): Buffer {
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
