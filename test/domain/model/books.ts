import { isoDate } from '../../../domain/dates.ts';
import { type Coverage, coverages, isWriteOff, type Party } from '../../../domain/ledger/accounts.ts';
import { type Balance, balancesAfter, totalIn } from '../../../domain/ledger/balances.ts';
import { nextParty } from '../../../domain/ledger/coverage.ts';
import { creditEntry } from '../../../domain/ledger/credits.ts';
import {
  chargeCorrectionEntries,
  patientPaymentEntry,
  placementEntry,
  recallEntry,
  transferEntry,
  writeOffEntry,
} from '../../../domain/ledger/entries.ts';
import { type Entry, isSameMoney } from '../../../domain/ledger/entry.ts';
import { partOf } from '../../../domain/ledger/part.ts';
import { claimPaymentEntries, claimReversalEntries, entriesFrom } from '../../../domain/ledger/remittance-entries.ts';
import { cents } from '../../../domain/money.ts';
import { type Movement, negated } from '../../../domain/remittance/movements.ts';

const claimId = 'MODEL001';
const served = isoDate('2026-03-02');
const days = { effectiveOn: served, postedOn: isoDate('2026-04-01') };

/** The amounts of one line in a claim payment, in cents. */
export interface PaidLine {
  readonly line: string;
  readonly paid: number;
  readonly contractual: number;
  readonly patient: number;
}

/** Something that happens to a claim. `id` identifies it: the same again changes nothing. */
export type Happening =
  | { readonly kind: 'charge'; readonly id: number; readonly lines: Readonly<Record<string, number>> }
  | {
      readonly kind: 'pay';
      readonly id: number;
      readonly coverage: number;
      readonly lines: readonly PaidLine[];
      /** Paid for the whole claim, beside its lines. */
      readonly lump: number;
    }
  | { readonly kind: 'reverse'; readonly id: number; readonly of: number }
  | { readonly kind: 'patient-pays'; readonly id: number; readonly amount: number; readonly isEarly: boolean }
  | { readonly kind: 'write-off'; readonly id: number; readonly party: Party; readonly amount: number }
  | { readonly kind: 'move'; readonly id: number; readonly from: Party; readonly to: Party }
  | { readonly kind: 'place' | 'recall'; readonly id: number };

/** The journal of one claim, kept by the functions of domain/ledger as the database keeps it. */
export class Books {
  readonly entries: Entry[] = [];
  private readonly payments = new Map<number, Extract<Happening, { kind: 'pay' }>>();

  constructor(private readonly insurance: number) {}

  private readonly sums = new Map<string, Balance>();

  /** As the table `claim_balance`; the same as `balancesAfter` of the entries. */
  get balances(): readonly Balance[] {
    return [...this.sums.entries()]
      .filter(([, { amountCents }]) => amountCents !== 0)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([, balance]) => balance);
  }

  private push(entry: Entry): void {
    this.entries.push(entry);
    for (const { line, account, amountCents } of balancesAfter([entry])) {
      const key = `${line} ${account}`;
      const before = this.sums.get(key)?.amountCents ?? 0;
      this.sums.set(key, { line, account, amountCents: cents(before + amountCents) });
    }
  }

  /** Posts what a happening means, as the activities do. */
  apply(happening: Happening): void {
    this.post(this.entriesOf(happening));
  }

  private post(made: readonly (Entry | undefined)[]): void {
    let last: Entry | undefined;
    for (const entry of made.filter((one) => one !== undefined)) {
      const known = this.entries.find(({ key }) => key === entry.key);
      if (known && !isSameMoney(known, entry)) throw new Error(`the key ${entry.key} has two contents`);
      if (known) continue;
      this.push(entry);
      last = entry;
    }
    const credits = last && creditEntry(last, this.balances);
    if (credits) this.push(credits);
  }

  private isKnown(key: string): boolean {
    return this.entries.some((entry) => entry.key === key);
  }

  private entriesOf(happening: Happening): readonly (Entry | undefined)[] {
    const { id, kind } = happening;
    const [balances, on] = [this.balances, days.postedOn];
    switch (kind) {
      case 'charge':
        return this.chargeEntries(id, happening.lines);
      case 'pay':
        this.payments.set(id, happening);
        return this.paymentEntries(happening);
      case 'reverse':
        return this.reversalEntries(id, happening.of);
      case 'patient-pays': {
        if (this.isKnown(`payment:${id}`)) return [];
        const receivedOn = isoDate(happening.isEarly ? '2026-02-01' : '2026-04-01');
        const payment = {
          paymentId: String(id),
          amountCents: cents(happening.amount),
          receivedOn,
          method: 'card',
        } as const;
        return [patientPaymentEntry({ claimId, payment, balances, servedOn: served, postedOn: on, by: 'ann' })];
      }
      case 'write-off': {
        if (this.isKnown(`write-off:${id}`)) return [];
        const part = partOf(balances, { party: happening.party, amountCents: cents(happening.amount) });
        if (part.kind === 'none') return [];
        const { party } = happening;
        return [writeOffEntry({ claimId, key: String(id), party, lines: part.lines, reason: 'OTHER', by: 'ann', on })];
      }
      case 'move': {
        const { from, to } = happening;
        const part = partOf(balances, { party: from });
        if (part.kind === 'none' || from === to || this.isKnown(`transfer:${claimId}:${id}`)) return [];
        const made = { claimId, transferId: String(id), party: from, to, by: 'ann', on };
        return [transferEntry({ ...made, lines: part.lines })];
      }
      case 'place':
      case 'recall': {
        const made = { claimId, placement: id, balances, on };
        if (this.isKnown(`${claimId}:placement:${id}`) || this.isKnown(`${claimId}:recall:${id}`)) return [];
        return [kind === 'place' ? placementEntry(made) : recallEntry(made)];
      }
    }
  }

  private chargeEntries(version: number, charges: Readonly<Record<string, number>>): readonly Entry[] {
    if (this.entries.some(({ source }) => source === `version ${version}`)) return [];
    const reversed = new Set(this.entries.map(({ reverses }) => reverses));
    const previous = this.entries.findLast(({ kind, key }) => kind === 'charge' && !reversed.has(key));
    const lines = Object.entries(charges).map(([line, amount]) => ({ line, amountCents: cents(amount) }));
    return chargeCorrectionEntries({ claimId, version, lines, responsibleParty: 'insurance', ...days, previous });
  }

  private coverageOf(place: number): Coverage {
    return coverages[Math.min(place, this.insurance) - 1] ?? 'coverage-1';
  }

  private posting(payment: Extract<Happening, { kind: 'pay' }>) {
    const payer = this.coverageOf(payment.coverage);
    const next = nextParty(payer, Array.from({ length: this.insurance }));
    return { claimId, payer, next, money: 'payer-clearing', ...days } as const;
  }

  private paymentEntries(payment: Extract<Happening, { kind: 'pay' }>): readonly Entry[] {
    const from = { source: `f:${payment.id}`, key: `f:${payment.id}` };
    return claimPaymentEntries({ ...this.posting(payment), movements: movementsIn(payment), ...from });
  }

  private reversalEntries(id: number, of: number): readonly Entry[] {
    const original = this.payments.get(of);
    if (!original || this.entries.some(({ source }) => source === `r:${id}`)) return [];
    const from = { source: `r:${id}`, key: `r:${id}` };
    const movements = negated(movementsIn(original));
    const posting = { ...this.posting(original), movements, ...from };
    return claimReversalEntries(posting, entriesFrom(this.entries, `f:${of}`));
  }
}

function movementsIn({ lines, lump }: Extract<Happening, { kind: 'pay' }>): readonly Movement[] {
  const given = lines.flatMap(({ line, paid, contractual, patient }) => [
    { line, kind: 'paid' as const, amount: paid },
    { line, kind: 'contractual' as const, amount: contractual },
    { line, kind: 'patient' as const, amount: patient },
  ]);
  return [...given, { line: '', kind: 'paid' as const, amount: lump }].map(({ line, kind, amount }) => ({
    line,
    kind,
    amountCents: cents(amount),
  }));
}

/** What the books hold at the end: balances by party and account over all lines. A deposit is a credit, too. */
export function resultOf(books: Books): Readonly<Record<string, number>> {
  const { balances } = books;
  const names = new Set(balances.map(({ account }) => account));
  const sums = [...names].map((name) => {
    const isCredit = name === 'deposits' || name === 'credits:patient';
    const group = isCredit ? 'credits:patient' : isWriteOff(name) ? 'written off' : name;
    return [group, totalIn(balances, (account) => account === name)] as const;
  });
  const result: Record<string, number> = {};
  for (const [name, amount] of sums) result[name] = (result[name] ?? 0) + amount;
  return Object.fromEntries(Object.entries(result).filter(([, amount]) => amount !== 0));
}
