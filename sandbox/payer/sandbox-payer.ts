import { createHash } from 'node:crypto';
import { errorSentence } from '../../domain/error-sentence.ts';
import { type Interchange, readInterchanges } from '../../x12/index.ts';
import { dayAt, type SandboxConfig } from '../config.ts';
import type { Arrival, Mailbox } from '../mailbox.ts';
import { type PayerRules, rulesFor } from '../rules.ts';
import { answerClaim, type ClaimAnswer, type ClaimRecord } from './answer-claim.ts';
import { answerInterchange } from './answer-interchange.ts';
import type { ClaimArrived } from './claim-seen.ts';
import type { FileToSend } from './file-to-send.ts';
import { type Outgoing, OutgoingFiles } from './outgoing.ts';

/**
 * A clearinghouse and a payer that see only files. Each file is answered at once in full; the answers wait, stored, for
 * their times.
 */
export class SandboxPayer {
  readonly #mailbox: Mailbox;
  readonly #config: SandboxConfig;
  readonly #rules: PayerRules;
  readonly #outgoing: OutgoingFiles;
  readonly #failed = new Set<string>();

  constructor(mailbox: Mailbox, config: SandboxConfig, rules: PayerRules) {
    this.#mailbox = mailbox;
    this.#config = config;
    this.#rules = rules;
    this.#outgoing = new OutgoingFiles(mailbox);
  }

  /** Answers new files, and sends the answers that are due. `now` is an instant in milliseconds. */
  work(now: number): void {
    for (const arrival of this.#mailbox.arrived()) {
      if (this.#failed.has(arrival.name)) continue;
      try {
        this.#answer(arrival, now);
      } catch (error) {
        this.#failed.add(arrival.name);
        console.error(`sandbox: ${arrival.sha256.slice(0, 12)} could not be answered: ${errorSentence(error)}`);
      }
    }
    this.#outgoing.sendDue(now);
  }

  /** The same bytes are answered once, under whatever name they arrive; a file that was ignored may come again. */
  #answer(arrival: Arrival, now: number): void {
    const { sha256, name, bytes } = arrival;
    const id = `${sha256.slice(0, 16)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
    const answered = `answered-${sha256.slice(0, 32)}`;
    if (this.#mailbox.readState(answered) === undefined) {
      if (!this.#outgoing.has(id)) {
        const files = readInterchanges(bytes).interchanges.flatMap((interchange, index) =>
          this.#filesFor(interchange, `${id}-${index}`, now),
        );
        if (files.length > 0) this.#outgoing.add(id, files);
      }
      if (this.#outgoing.has(id)) this.#mailbox.writeState(answered, id);
    }
    this.#mailbox.finish(arrival);
  }

  #filesFor(to: Interchange, id: string, now: number): readonly Outgoing[] {
    const files = answerInterchange(to, this.#config.answerMs, (claim, place) =>
      this.#answersTo(claim, `${id}/${place}`, now),
    );
    return files.flatMap((file) => this.#written(file, to, now));
  }

  #written({ dueMs, kind, copies, write }: FileToSend, to: Interchange, now: number): readonly Outgoing[] {
    const control = this.#mailbox.nextNumber('control');
    const at = now + dueMs;
    const bytes = Buffer.from(write({ to, control, on: dayAt(this.#config.day, at) })).toString('base64');
    return Array.from({ length: copies }, (_, copy) => ({
      at,
      name: `${kind}-${control}${copy > 0 ? `-again${copy + 1}` : ''}.x12`,
      bytes,
    }));
  }

  /** What the payer keeps of the claim is found again when a killed sandbox answers the same file. */
  #answersTo(claim: ClaimArrived, arrival: string, now: number): readonly ClaimAnswer[] {
    const { answerMs, day } = this.#config;
    const key = `claim-${createHash('sha256').update(claim.patientControlNumber).digest('hex').slice(0, 24)}`;
    const records = this.#mailbox.readState<readonly ClaimRecord[]>(key) ?? [];
    const known = records.findIndex((one) => one.arrival === arrival);
    const history = known < 0 ? records : records.slice(0, known);
    const waits = { answerMs, dayMs: day.dayMs, today: dayAt(day, now) };
    const { answers, record } = answerClaim(claim, arrival, history, rulesFor(this.#rules, claim), waits);
    this.#mailbox.writeState(key, [...history, record]);
    return answers;
  }
}
