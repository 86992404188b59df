import { setTimeout as pause } from 'node:timers/promises';
import { isClosed } from '../../domain/claim/status.ts';
import type { Claimloop, ClaimView } from '../index.ts';
import { act, type ActingClient, asksPerson, isTimeFor, type Seen } from './act.ts';
import { someAtOnce } from './at-once.ts';
import { differencesOf, type End, endsOf } from './end.ts';
import type { DemoClaim } from './intakes.ts';
import { demoDaySeconds } from './profile.ts';

/** A demo claim and its current state. */
export interface Played extends DemoClaim {
  readonly claimId: string;
  view: ClaimView | undefined;
  isDone: boolean;
  /** How many acts of its scenario were done, and the questions that they answered. */
  acted?: number;
  answered?: Set<string>;
  /** What was seen when the next act was tried: a call that failed may have been taken, so it is repeated. */
  tried?: Seen | undefined;
  /** What the books say of it, once its status is that of the end. */
  end?: End;
  /** When it was first seen, in milliseconds. */
  since?: number;
}

type PlayingClient = ActingClient & Pick<Claimloop, 'status' | 'claimMoney' | 'ledgerClaim' | 'remittances'>;

/** Milliseconds between two status polls. */
const pollMs = 250;
/** Every so many polls, all claims are looked at, and the books. */
const roundsBetweenViews = 4;

/** How long to play, and what is called after each poll. */
export interface Playing {
  /** Milliseconds without any change after which to give up. */
  readonly patienceMs: number;
  readonly show: () => void;
  /** Length of a business day of the installation, in milliseconds; that of the demo if absent. */
  readonly dayMs?: number;
}

/**
 * Plays the biller and the patients until every story has ended to the cent: answers questions, and pays when the story
 * says so. Resolves when all are done, or when nothing has changed for `patienceMs`.
 */
export async function play(claimloop: PlayingClient, claims: readonly Played[], playing: Playing): Promise<void> {
  const { patienceMs, show, dayMs = demoDaySeconds * 1_000 } = playing;
  let unchangedSince = Date.now();
  for (let round = 0; claims.some(({ isDone }) => !isDone); round += 1) {
    const isFull = round % roundsBetweenViews === 0;
    const open = claims.filter((claim) => !claim.isDone && (isFull || mayAct(claim)));
    const changes = await someAtOnce(open, (claim) => pollClaim(claimloop, claim, dayMs));
    if (isFull) await seeEnds(claimloop, open, dayMs);
    show();
    if (changes.includes(true)) unchangedSince = Date.now();
    if (Date.now() - unchangedSince > patienceMs) return;
    await pause(pollMs);
  }
}

/** Whether somebody has something left to do. Such a claim is looked at more often: a patient may pay too late. */
function mayAct({ scenario, acted = 0, view }: Played): boolean {
  return view === undefined || (scenario !== undefined && acted < scenario.people.length);
}

/** Polls one claim and does what a person would do. True if something has changed, or is still to come. */
async function pollClaim(claimloop: PlayingClient, claim: Played, dayMs: number): Promise<boolean> {
  const before = changing(claim);
  claim.since ??= Date.now();
  const view = await claimloop.status(claim.claimId);
  claim.view = view;
  if (!claim.scenario) claim.isDone = isClosed(view.status) || view.status === 'PLACED' || asksPerson(view);
  else await actOn(claimloop, claim, view);
  return before !== changing(claim) || isWatched(claim, dayMs);
}

function changing({ view, acted = 0 }: Played): string {
  return JSON.stringify([view?.status, view?.statements, view?.submissions, acted]);
}

function isWatched({ scenario, since = 0 }: Played, dayMs: number): boolean {
  return scenario !== undefined && Date.now() < since + scenario.watchDays * dayMs;
}

async function actOn(claimloop: PlayingClient, claim: Played, view: ClaimView): Promise<void> {
  const { acted = 0, answered = new Set() } = claim;
  const next = claim.scenario?.people[acted];
  if (!next) return;
  const exception = next.when === 'exception' ? await exceptionOf(claimloop, claim.claimId) : undefined;
  const seen = claim.tried ?? { view, exception, answered };
  if (!isTimeFor(next, seen)) return;
  claim.tried = seen;
  const isTaken = await act(claimloop, next, acted + 1, seen);
  claim.tried = undefined;
  if (!isTaken) return;
  claim.acted = acted + 1;
  const { workItemId } = seen.view;
  claim.answered = workItemId === null ? answered : new Set([...answered, workItemId]);
}

async function exceptionOf(claimloop: PlayingClient, claimId: string): Promise<string | undefined> {
  const { parts } = await claimloop.remittances();
  return parts.find((part) => part.claimId === claimId && part.state === 'exception')?.part;
}

/** Asks the books about the claims that seem to be at their end. */
async function seeEnds(claimloop: PlayingClient, claims: readonly Played[], dayMs: number): Promise<void> {
  const atEnd = claims.filter(
    (claim) =>
      claim.scenario?.end.status === claim.view?.status &&
      (claim.acted ?? 0) === claim.scenario?.people.length &&
      !isWatched(claim, dayMs),
  );
  if (atEnd.length === 0) return;
  const ends = await endsOf(
    claimloop,
    atEnd.map(({ claimId }) => claimId),
    { isThorough: false },
  );
  for (const claim of atEnd) {
    const end = ends.get(claim.claimId);
    if (!end || !claim.scenario || !claim.view) continue;
    claim.end = end;
    claim.isDone = differencesOf(claim.scenario.end, claim.view, end).length === 0;
  }
}
