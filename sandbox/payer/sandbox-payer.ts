import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { errorSentence } from '../../domain/error-sentence.ts';
import { envelopeFindings, type Interchange, read837P, readInterchanges } from '../../x12/index.ts';
import { type SandboxConfig, todayOf } from '../config.ts';
import type { Arrival, Mailbox } from '../mailbox.ts';
import { adjudicate, type LinePaid, reversed } from './adjudicate.ts';
import { type ClaimArrived, claimsIn } from './read-claims.ts';
import {
  claimAnswer,
  functionalAnswer,
  interchangeRefusal,
  type Payment,
  remittance,
  type SetFault,
} from './write-answers.ts';

/** Answers each file like a clearinghouse and a payer: acknowledgments, then the remittance, in stages. */
export class SandboxPayer {
  readonly #mailbox: Mailbox;
  readonly #config: SandboxConfig;
  readonly #inProgress = new Set<string>();

  constructor(mailbox: Mailbox, config: SandboxConfig) {
    this.#mailbox = mailbox;
    this.#config = config;
  }

  /** Starts to process new files. Files are processed concurrently. */
  checkInbox(): void {
    for (const arrival of this.#mailbox.arrived()) {
      if (this.#inProgress.has(arrival.name)) continue;
      this.#inProgress.add(arrival.name);
      void this.#answer(arrival).catch((error: unknown) => {
        console.error(`sandbox: ${arrival.sha256.slice(0, 12)} could not be answered: ${errorSentence(error)}`);
      });
    }
  }

  async #answer(arrival: Arrival): Promise<void> {
    const read = readInterchanges(arrival.bytes);
    for (const [index, interchange] of read.interchanges.entries())
      await this.#answerInterchange(interchange, `${arrival.sha256.slice(0, 16)}-${index + 1}`);
    this.#mailbox.finish(arrival);
  }

  async #answerInterchange(interchange: Interchange, id: string): Promise<void> {
    if (envelopeFindings(interchange).length > 0) return this.#send('ta1', id, interchange, interchangeRefusal);
    const [set] = interchange.groups[0]?.sets ?? [];
    if (!set) return undefined;
    const read = read837P(set);
    const fault = read.findings.find(({ severity }) => severity === 'error');
    if (read.kind === 'faulty' || fault) return this.#refuse(id, interchange, faultOf(fault));
    const claims = claimsIn(read.value);
    if (claims.some(({ lacksSpecialty }) => lacksSpecialty)) {
      const rendering = set.segments.findIndex(({ elements }) => elements[0] === 'NM1' && elements[1] === '82');
      return this.#refuse(id, interchange, { segment: 'PRV', position: rendering + 2, loop: '2310B', code: '3' });
    }
    const ignored = claims.filter((claim) => this.#isIgnored(claim, id));
    if (ignored.length === claims.length && claims.length > 0) return undefined;
    await this.#stage();
    this.#send('999', id, interchange, (envelope) => functionalAnswer(envelope, undefined));
    for (const [index, claim] of claims.entries()) await this.#answerClaim(claim, interchange, `${id}-${index + 1}`);
    return undefined;
  }

  async #refuse(id: string, interchange: Interchange, fault: SetFault): Promise<void> {
    await this.#stage();
    this.#send('999', id, interchange, (envelope) => functionalAnswer(envelope, fault));
  }

  /** SIL: ignores the first file of the claim and answers the resend. */
  #isIgnored({ memberId, patientControlNumber }: ClaimArrived, id: string): boolean {
    const name = `ignored-${patientControlNumber}`;
    if (!memberId.includes('SIL') || this.#mailbox.readState(name) !== undefined) return false;
    this.#mailbox.writeState(name, id);
    return true;
  }

  async #answerClaim(claim: ClaimArrived, interchange: Interchange, id: string): Promise<void> {
    await this.#stage();
    const acknowledge = (status: { category: string; status: string; entity: string }): void =>
      this.#send('277', id, interchange, (envelope) => claimAnswer(envelope, claim, status));
    if (/[^A-Za-z0-9]/.test(claim.memberId)) return acknowledge({ category: 'A7', status: '164', entity: 'IL' });
    const accept = (): void => acknowledge({ category: 'A2', status: '20', entity: 'PR' });
    // OVT: the remittance overtakes its acknowledgment.
    if (!claim.memberId.includes('OVT')) accept();
    await this.#stage();
    this.#remit(claim, interchange, id);
    if (claim.memberId.includes('OVT')) {
      await this.#stage();
      accept();
    }
    return undefined;
  }

  #remit(claim: ClaimArrived, interchange: Interchange, id: string): void {
    const name = `adjudicated-${claim.patientControlNumber}`;
    const earlier = this.#mailbox.readState<{ lines: LinePaid[]; payerControlNumber: string }>(name);
    const lines = adjudicate(claim);
    const year = todayOf(this.#config.day).slice(0, 4);
    const payerControlNumber = `${year}${digits(`${claim.patientControlNumber}${id}`)}`;
    const payment: Payment = { statusCode: '1', lines, payerControlNumber };
    const payments: readonly Payment[] =
      claim.isReplacement && earlier
        ? [
            { statusCode: '22', lines: reversed(earlier.lines), payerControlNumber: earlier.payerControlNumber },
            payment,
          ]
        : [payment];
    this.#send(
      '835',
      id,
      interchange,
      (envelope) => remittance(envelope, claim, payments, `EFT${String(envelope.control).padStart(9, '0')}`),
      // DUP: sends the same file twice under different names.
      claim.memberId.includes('DUP') ? 2 : 1,
    );
    this.#mailbox.writeState(name, { lines, payerControlNumber });
  }

  /** Sends an answer once per cause, so that a restarted sandbox does not answer twice. */
  #send(
    kind: string,
    id: string,
    interchange: Interchange,
    write: (envelope: { to: Interchange; control: number; on: string }) => Uint8Array,
    copies = 1,
  ): void {
    const name = `left-${kind}-${id}`;
    if (this.#mailbox.readState(name) !== undefined) return;
    const control = this.#mailbox.nextNumber('control');
    const bytes = write({ to: interchange, control, on: todayOf(this.#config.day) });
    for (let copy = 1; copy <= copies; copy += 1)
      this.#mailbox.send(`${kind}-${control}${copy > 1 ? `-again${copy}` : ''}.x12`, bytes);
    this.#mailbox.writeState(name, control);
  }

  async #stage(): Promise<void> {
    await pause(this.#config.answerMs);
  }
}

function faultOf(finding: { segment: string; position: number; loop?: string } | undefined): SetFault {
  return {
    segment: finding?.segment ?? 'ST',
    position: finding?.position ?? 1,
    ...(finding?.loop ? { loop: finding.loop.slice(0, 6) } : {}),
    code: '8',
  };
}

/** Derives nine digits from a text, deterministically. */
function digits(text: string): string {
  return String(createHash('sha256').update(text).digest().readUInt32BE(0)).padStart(10, '0').slice(0, 9);
}
