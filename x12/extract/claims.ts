import type { TransactionSet } from '../envelope/interchange.ts';
import type { SetToWrite } from '../envelope/write-interchange.ts';
import { guideOf } from '../guides.ts';
import { readValue } from '../values/read-value.ts';
import { writeValue } from '../values/write-value.ts';

/** What identifies a claim in a set: its number, the billing provider or payee, and the payer; "" where unknown. */
export interface ClaimKeys {
  readonly claim: string;
  readonly provider: string;
  readonly payer: string;
}

type Value = Readonly<Record<string, unknown>>;

/** Names of lists that lead from a set down to its claims. */
const levels = ['sources', 'billingProviders', 'receivers', 'providers', 'subscribers', 'patients', 'headers'];

/** The keys of every claim in a set; empty for a set without claims, an unsupported one, or one that cannot be read. */
export function claimKeys(set: TransactionSet): readonly ClaimKeys[] {
  const found: ClaimKeys[] = [];
  pruned(valueOf(set), { claim: '', provider: '', payer: '' }, (keys) => {
    found.push(keys);
    return true;
  });
  return found;
}

/**
 * The set reduced to some of its claims, with what they depend on; undefined when it has none of them. Counts and
 * hierarchy are computed again, payment totals are not.
 */
export function setWithClaims(set: TransactionSet, keeps: (keys: ClaimKeys) => boolean): SetToWrite | undefined {
  const guide = guideOf(set);
  const value = pruned(valueOf(set), { claim: '', provider: '', payer: '' }, keeps);
  if (!guide || !value) return undefined;
  return {
    set: set.set,
    control: set.control,
    ...(guide.isNamedInSet ? { guide: set.guide } : {}),
    write: (output) => writeValue(guide.grammar, value, output),
  };
}

function valueOf(set: TransactionSet): Value {
  const guide = guideOf(set);
  const read = guide && readValue(guide.grammar, set);
  return read?.kind === 'read' ? { ...read.value } : {};
}

function pruned(value: Value, outer: ClaimKeys, keeps: (keys: ClaimKeys) => boolean): Value | undefined {
  const context = contextOf(value, outer);
  const result: Record<string, unknown> = { ...value };
  let isEmpty = true;
  const replace = (name: string, kept: readonly unknown[]): void => {
    if (kept.length === 0) delete result[name];
    else {
      result[name] = kept;
      isEmpty = false;
    }
  };
  if (Array.isArray(value['claims'])) {
    replace(
      'claims',
      objectsIn(value['claims']).filter((claim) => keeps({ ...context, claim: numberOf(claim) })),
    );
  }
  for (const name of levels) {
    if (Array.isArray(value[name]))
      replace(
        name,
        objectsIn(value[name]).flatMap((one) => pruned(one, context, keeps) ?? []),
      );
  }
  return isEmpty ? undefined : result;
}

/** The provider and payer that a level names. */
function contextOf(value: Value, outer: ClaimKeys): ClaimKeys {
  const provider = idOf(value['billingProvider']) || idOf(value['payee']);
  const payer = idOf(value['payer']);
  return { ...outer, provider: provider || outer.provider, payer: payer || outer.payer };
}

function idOf(party: unknown): string {
  const { npi, id, organizationName, lastName, name } = objectAt(objectAt(party)['name']);
  const known = [npi, id, organizationName, lastName, name].find((one) => typeof one === 'string');
  return typeof known === 'string' ? known : '';
}

/** CLM01 or CLP01; in a claim acknowledgment the trace number, which repeats it. */
function numberOf(claim: Value): string {
  const number = objectAt(claim['claim'])['patientControlNumber'] ?? objectAt(claim['trace'])['number'];
  return typeof number === 'string' ? number : '';
}

function objectAt(value: unknown): Value {
  return typeof value === 'object' && value !== null ? (value as Value) : {};
}

function objectsIn(list: readonly unknown[]): readonly Value[] {
  return list.map(objectAt);
}
