import logUpdate from 'log-update';
import { money, table } from '../cli/print.ts';
import type { Played } from './play.ts';

/** Where a demo shows its claims: a live table in a terminal, otherwise one line for each change of status. */
export interface Screen {
  claims(claims: readonly Played[]): void;
  /** Keeps what is shown; later output goes below it. */
  done(): void;
}

/** The screen for this stdout. */
export function openScreen(): Screen {
  return process.stdout.isTTY ? liveScreen() : plainScreen();
}

function liveScreen(): Screen {
  return {
    claims: (claims) => logUpdate(liveTable(claims, process.stdout)),
    done: () => logUpdate.done(),
  };
}

/**
 * The live table, cut to the size of a terminal: long story names are shortened, and if there are more claims than
 * rows, unfinished claims come first.
 */
export function liveTable(
  claims: readonly Played[],
  { columns, rows }: { readonly columns: number; readonly rows: number },
): string {
  // The heading, the count, and the line of the cursor need a row each.
  const limit = rows - 3;
  const shown =
    claims.length <= limit
      ? claims
      : claims.toSorted((one, other) => Number(one.isDone) - Number(other.isDone)).slice(0, limit);
  const cells = shown.map(({ claimId, label, view }) => ({
    claimId,
    label,
    status: view?.status ?? 'INTAKE',
    open: money(view?.balanceCents ?? 0),
  }));
  const rowsOf = (width: number) =>
    table(
      ['claim', 'story', 'status', '>open'],
      cells.map(({ claimId, label, status, open }) => [claimId, shorten(label, width), status, open]),
    );
  const full = rowsOf(Number.POSITIVE_INFINITY);
  const excess = Math.max(...full.split('\n').map(({ length }) => length)) - columns;
  const longest = Math.max('story'.length, ...cells.map(({ label }) => label.length));
  const done = claims.filter(({ isDone }) => isDone).length;
  return `${excess > 0 ? rowsOf(Math.max(longest - excess, 'story'.length)) : full}\n${done} of ${claims.length} done`;
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function plainScreen(): Screen {
  const shown = new Map<string, string>();
  return {
    claims(claims) {
      for (const { claimId, label, view } of claims) {
        if (!view || shown.get(claimId) === view.status) continue;
        shown.set(claimId, view.status);
        const line = [claimId, label, view.status, view.owner, view.dueOn ?? '', money(view.balanceCents)];
        process.stdout.write(`${line.join('  ')}\n`);
      }
    },
    done: () => undefined,
  };
}
