import type { Mailbox } from '../mailbox.ts';

/** A file to send at an instant, in milliseconds. */
export interface Outgoing {
  readonly at: number;
  readonly name: string;
  /** Base64. */
  readonly bytes: string;
}

/** Files that wait for their time. They are stored, so that a killed sandbox sends each of them once. */
export class OutgoingFiles {
  readonly #mailbox: Mailbox;
  readonly #waiting = new Map<string, readonly Outgoing[]>();

  constructor(mailbox: Mailbox) {
    this.#mailbox = mailbox;
    for (const name of mailbox.states('outgoing-'))
      this.#waiting.set(name, mailbox.readState<readonly Outgoing[]>(name) ?? []);
  }

  /** Whether answers to this arrival wait. */
  has(arrival: string): boolean {
    return this.#waiting.has(`outgoing-${arrival}`);
  }

  /** Stores the answers to an arrival. */
  add(arrival: string, files: readonly Outgoing[]): void {
    this.#mailbox.writeState(`outgoing-${arrival}`, files);
    this.#waiting.set(`outgoing-${arrival}`, files);
  }

  /** Sends what is due, in the order of their times. */
  sendDue(now: number): void {
    for (const [name, files] of this.#waiting) {
      const due = files.filter(({ at }) => at <= now).toSorted((one, other) => one.at - other.at);
      if (due.length === 0 && files.length > 0) continue;
      for (const file of due) this.#mailbox.send(file.name, Buffer.from(file.bytes, 'base64'));
      const rest = files.filter((file) => !due.includes(file));
      if (rest.length === 0) {
        this.#waiting.delete(name);
        this.#mailbox.dropState(name);
      } else {
        this.#waiting.set(name, rest);
        this.#mailbox.writeState(name, rest);
      }
    }
  }
}
