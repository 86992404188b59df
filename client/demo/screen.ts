import logUpdate from 'log-update';
import { money, table } from '../cli/print.ts';
import type { Played } from './play.ts';

/** Where a demo shows itself: a live table in a terminal, a line for each change anywhere else. */
export interface Screen {
  step(line: { readonly label: string; readonly index: number; readonly total: number; readonly state: string }): void;
  claims(claims: readonly Played[]): void;
  /** Leaves what is shown, and writes below it. */
  done(): void;
}

/** The screen for this stdout. */
export function openScreen(): Screen {
  return process.stdout.isTTY ? liveScreen() : plainScreen();
}

/** Rows that fit on a screen; of more claims the unfinished ones are shown first. */
const rowsShown = 40;

function liveScreen(): Screen {
  return {
    step: ({ label, index, total, state }) =>
      logUpdate(
        `[${'#'.repeat(index + Number(state === 'done')).padEnd(total, '-')}] ` +
          `${label}${state === 'done' ? '' : ' ...'}`,
      ),
    claims(claims) {
      const shown =
        claims.length <= rowsShown
          ? claims
          : claims.toSorted((one, other) => Number(one.isDone) - Number(other.isDone)).slice(0, rowsShown);
      logUpdate(
        `${table(['claim', 'story', 'status', 'next', 'by', '>open'], shown.map(row))}\n` +
          `${claims.filter(({ isDone }) => isDone).length} of ${claims.length} done`,
      );
    },
    done: () => logUpdate.done(),
  };
}

function row({ claimId, label, view }: Played): readonly string[] {
  return [
    claimId,
    label,
    view?.status ?? 'INTAKE',
    view?.owner ?? 'SYSTEM',
    view?.dueOn ?? '',
    money(view?.balanceCents ?? 0),
  ];
}

function plainScreen(): Screen {
  const shown = new Map<string, string>();
  return {
    step({ label, state }) {
      if (state === 'done') process.stdout.write(`${label}: up\n`);
    },
    claims(claims) {
      for (const claim of claims) {
        const line = row(claim).join('  ');
        if (shown.get(claim.claimId) !== claim.view?.status && claim.view) process.stdout.write(`${line}\n`);
        shown.set(claim.claimId, claim.view?.status ?? '');
      }
    },
    done: () => undefined,
  };
}
