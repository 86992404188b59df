import { searchAttributes } from '../workflows/messages.ts';

// Lists of claims in the Temporal UI, which shows the workflows that a query finds.

const { claimStatus, denialCategory, nextActionAt, nextActionOwner } = searchAttributes;

const weekMs = 7 * 86_400_000;

interface ClaimList {
  readonly title: string;
  /** What its claims have in common, besides being open; `now` in milliseconds since 1970. */
  condition(now: number): string | undefined;
}

/** The lists, by the last part of their address. The first is where a login leads. */
export const claimLists = {
  open: { title: 'Open claims', condition: () => undefined },
  biller: { title: 'Claims that wait for a biller', condition: () => `${nextActionOwner.name} = 'BILLER'` },
  denied: {
    title: 'Claims that were denied or rejected',
    // A claim that a person works on has another status, and the category of the payer's answer.
    condition: () => `(${claimStatus.name} IN ('DENIED', 'REJECTED') OR ${denialCategory.name} IS NOT NULL)`,
  },
  due: {
    title: 'Claims that are due this week',
    condition: (now) => `${nextActionAt.name} <= '${new Date(now + weekMs).toISOString()}'`,
  },
} as const satisfies Readonly<Record<string, ClaimList>>;

/** The name of a list. */
export type ClaimListName = keyof typeof claimLists;

/** The query of a list, for the Temporal UI or `temporal workflow list --query`. */
function claimListQuery(name: ClaimListName, now: number): string {
  const condition = claimLists[name].condition(now);
  return `WorkflowType = 'claim' AND ExecutionStatus = 'Running'${condition ? ` AND ${condition}` : ''}`;
}

/** The path of a list on the codec server of `up`, which answers with its place in the Temporal UI. */
export function claimListPath(name: ClaimListName): string {
  return `/claims/${name}`;
}

/** The list at a path; undefined if the path is not one of `claimListPath`. */
export function claimListAt(path: string): ClaimListName | undefined {
  return (Object.keys(claimLists) as ClaimListName[]).find((name) => claimListPath(name) === path);
}

/** The path of a list in the Temporal UI. */
export function claimListInUi(name: ClaimListName, { namespace, now }: { namespace: string; now: number }): string {
  const query = encodeURIComponent(claimListQuery(name, now));
  return `/namespaces/${encodeURIComponent(namespace)}/workflows?query=${query}`;
}
