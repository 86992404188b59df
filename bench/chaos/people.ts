import { setTimeout as pause } from 'node:timers/promises';
import { builtInClaims, type DemoClaim } from '../../client/demo/intakes.ts';
import { askingStatuses } from '../../client/demo/act.ts';
import { play, type Played } from '../../client/demo/play.ts';
import { readEndpoints } from '../../client/endpoints.ts';
import { type Claimloop, connectClaimloop } from '../../client/index.ts';
import type { ClaimStatus } from '../../domain/claim/status.ts';
import { rowsOf } from './books.ts';

/** A claim under test, and what its patient file charges. */
export interface PlayedClaim extends Played {
  readonly chargedCents: number;
}

/** What people do: they start claims, answer questions and pay, and try again what failed. */
export class People {
  readonly claims: PlayedClaim[] = [];
  /** Calls that failed and were tried again. */
  failures = 0;
  readonly #folder: string;
  #connection: { readonly address: string; readonly claimloop: Promise<Claimloop> } | undefined;
  readonly #busy = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Starts the claims one after another, spread over so many milliseconds. */
  async start(count: number, seed: number, overMs: number): Promise<void> {
    const began = Date.now();
    const all = builtInClaims(count, seed, new Date().toISOString().slice(0, 10));
    for (const [index, claim] of all.entries()) {
      await pause(Math.max(0, began + (overMs * index) / count - Date.now()));
      if (claim.scenario?.people.some((one) => one.do === 'pay'))
        (claim.intake as { policy: { profile: string } }).policy.profile = 'patient';
      const claimId = await this.#startOne(claim);
      const { serviceLines } = (claim.intake as { claim: { serviceLines: { chargeAmountCents: number }[] } }).claim;
      const chargedCents = serviceLines.reduce((sum, { chargeAmountCents }) => sum + chargeAmountCents, 0);
      this.claims.push({ ...claim, claimId, chargedCents, view: undefined, isDone: false });
    }
  }

  async #startOne({ intake }: DemoClaim): Promise<string> {
    for (;;) {
      const started = await this.#attempt((claimloop) => claimloop.startClaim(intake));
      if (started?.kind === 'started' || started?.kind === 'already-there') return started.claimId;
      if (started) throw new Error(`a patient file was not accepted: ${started.kind}`);
      await pause(500);
    }
  }

  /** Looks at all claims once, and does what their stories say. */
  async act(): Promise<void> {
    const open = this.claims.filter(({ isDone }) => !isDone);
    const rows = await rowsOf<{ claimId: string; status: ClaimStatus }>(
      this.#folder,
      'select claim_id as "claimId", status from claim_standing where claim_id = any($1)',
      [open.map(({ claimId }) => claimId)],
    );
    const status = new Map(rows.map((row) => [row.claimId, row.status]));
    for (const claim of open) {
      const at = status.get(claim.claimId);
      if (at === claim.scenario?.end.status) claim.isDone = true;
      else if (at !== undefined && asksPeople.has(at)) void this.#play(claim);
    }
  }

  /** Plays one claim by itself: a call that waits for the next worker holds up no other claim. */
  async #play(claim: PlayedClaim): Promise<void> {
    if (this.#busy.has(claim.claimId) || this.#busy.size >= mostAtOnce) return;
    this.#busy.add(claim.claimId);
    await this.#attempt((claimloop) => play(claimloop, [claim], { patienceMs: -1, show: () => undefined }));
    claim.isDone = false;
    this.#busy.delete(claim.claimId);
  }

  /** Undefined if the call failed or took too long. */
  async #attempt<T>(call: (claimloop: Claimloop) => Promise<T>): Promise<T | undefined> {
    try {
      const given = pause(callMs, undefined, { ref: false }).then(() => Promise.reject(new Error('too long')));
      return await Promise.race([this.#connected().then(call), given]);
    } catch {
      this.failures += 1;
      return undefined;
    }
  }

  /** The connection, which reconnects by itself; a new one when the server's address has changed. */
  #connected(): Promise<Claimloop> {
    const address = readEndpoints(this.#folder)?.temporal.address ?? '';
    if (this.#connection?.address === address) return this.#connection.claimloop;
    const claimloop = connectClaimloop(this.#folder);
    this.#connection = { address, claimloop };
    claimloop.catch(() => (this.#connection = undefined));
    return claimloop;
  }

  /** Closes the connection. */
  async leave(): Promise<void> {
    await (await this.#connection?.claimloop)?.close();
  }
}

const asksPeople: ReadonlySet<ClaimStatus> = new Set([...askingStatuses, 'PATIENT_DUE', 'FINAL_NOTICE'] as const);

/** Claims that people work on at the same moment. */
const mostAtOnce = 12;

/** Milliseconds after which people give up a call and repeat it. */
const callMs = 40_000;
