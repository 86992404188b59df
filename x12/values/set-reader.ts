import type { Delimiters } from '../segments/delimiters.ts';
import { reportCharacters } from './characters.ts';
import { type Finding, placeIn, type Rule } from '../check/finding.ts';
import type { ReadContext } from '../grammar/element.ts';
import { withElementName } from '../grammar/element-names.ts';
import { type Listed, type LoopGrammar, type Member, type SegmentGrammar, segmentName } from '../grammar/grammar.ts';
import { readElements } from '../grammar/read-fields.ts';
import {
  anyMemberFor,
  type FindMember,
  keep,
  keepUnexpected,
  isLate,
  memberFor,
  numberedFor,
  type OpenLoop,
  openLoop,
  placeAmong,
  positionAfter,
  withoutFirst,
} from './open-loop.ts';
import { checkChildren, Numbering } from './numbering.ts';
import { RawKeeper } from './raw-keeper.ts';
import { toldId } from '../segments/segment-ids.ts';
import type { ReadingState, SetListener } from './set-listener.ts';
import { secondTime, strayFault, StrayRuns } from './stray-runs.ts';
import { emptyPiece } from '../segments/piece.ts';
import type { Segment } from '../segments/segment.ts';

/** Parts of one kind kept per loop while a set is streamed: several times what any guide allows. */
const partsKept = 5_000;

/**
 * Reads the segments between ST and SE one after another by a grammar, and builds the set's value. Never throws on any
 * segments: whatever does not fit is a finding with its place. `isWhole` says whether the value is complete.
 */
export class SetReader implements ReadContext, ReadingState {
  readonly delimiters: Delimiters;
  readonly findings: Finding[] = [];
  /** Findings beyond the limit, which are only counted. */
  uncounted = 0;
  /** False once something that the value's type promises is missing. */
  isWhole = true;
  piece = emptyPiece;
  readonly parts: number[] = [];
  element = 0;
  component = 0;
  repetition = 0;
  /** Position of the current segment; ST = 1. */
  position = 1;
  readonly #listener: SetListener;
  readonly #limit: number;
  readonly #open: OpenLoop[];
  /** For each kept segment of the open loops: the index of its member and its position in the set. */
  readonly #places: number[] = [];
  #placed = 0;
  #segment = '';
  readonly #numbering = new Numbering(this);
  readonly #strays = new StrayRuns();
  readonly #raw: RawKeeper | undefined;

  constructor(grammar: LoopGrammar, delimiters: Delimiters, listener: SetListener = {}, limit = 1_000) {
    this.delimiters = delimiters;
    this.#listener = listener;
    this.#limit = limit;
    this.#open = [openLoop(grammar, 2, 1, 0)];
    if (listener.keepsRaw) this.#raw = new RawKeeper(delimiters);
  }

  /** Processes the next segment. */
  take(segment: Segment): void {
    this.position += 1;
    // An unknown id may be any text of a broken file, even a name.
    this.#segment = segment.id;
    this.piece = segment.piece;
    if (!this.#takeExpected(segment)) this.#takeStray(segment);
    if (!segment.isPrintable) reportCharacters(segment, this);
  }

  /** Places a segment in the innermost open loop with room for it; returns whether there is one. */
  #takeExpected(segment: Segment): boolean {
    // As `placeAmong`, but every segment comes through here, and this takes half the time.
    for (let depth = this.#open.length - 1; depth >= 0; depth -= 1) {
      const open = this.#open[depth];
      const index = open ? memberFor(open, segment, this.delimiters.component) : -1;
      if (!open || index < 0) continue;
      if (this.#raw?.isComplete(open, index)) {
        this.report('segment.order', 'comes after segments that it must precede');
        return this.#raw.keepAside(this.#open, segment);
      }
      this.#strays.end(this.position);
      // A late segment of an outer loop must not end the inner ones: what follows still belongs to them.
      if (!isLate(open, index)) this.#closeInside(depth);
      this.#place(open, index, segment);
      return true;
    }
    return false;
  }

  /** Signals that no segment follows; returns the set's value. */
  end(): Readonly<Record<string, unknown>> {
    this.position += 1;
    this.#strays.end(this.position);
    const [outermost] = this.#open;
    while (this.#open.length > 0) this.#close();
    return outermost?.value ?? {};
  }

  /** Reports a broken rule at the current place. */
  report(rule: Rule, message: string): void {
    const loop = this.#open.at(-1)?.grammar.name ?? '';
    this.tell({
      severity: 'error',
      rule,
      segment: this.#segment,
      loop,
      position: this.position,
      ...placeIn(this),
      message: withElementName(message, rule, this.#segment, this),
    });
  }

  /**
   * Keeps a finding within the limit. Warnings may use half of it, so that they cannot displace an error after them.
   */
  tell(finding: Finding): void {
    const limit = finding.severity === 'error' ? this.#limit : this.#limit / 2;
    if (this.findings.length < limit) this.findings.push(finding);
    else this.uncounted += 1;
  }

  #place(open: OpenLoop, index: number, segment: Segment): void {
    const { name, member } = open.grammar.list[index] ?? {};
    if (!name || !member) return;
    const count = this.#count(open, index);
    // A loop may begin with another loop.
    if (member.of.kind === 'loop')
      return this.#place(this.#enter(open, index, { name, member }, member.of), 0, segment);
    const isKept = this.#isKept(count, member);
    if (isKept && open === this.#open.at(-1)) this.#notePlace(index);
    const value = this.#read(open.grammar, member.of, segment);
    if (isKept) keep(open.value, name, member, count, value);
    this.#raw?.read(this.#open, open, index, { segment, value, isKept });
  }

  /** Counts another occurrence of a member; returns its ordinal. */
  #count(open: OpenLoop, index: number): number {
    if (index < open.order && index < (open.grammar.runs[open.order] ?? 0)) {
      this.report('segment.order', 'comes after segments that it must precede');
    }
    const count = (open.counts[index] ?? 0) + 1;
    open.counts[index] = count;
    if (index > open.order) open.order = index;
    this.#raw?.occurs(this.#open, open, index);
    return count;
  }

  /** Opens the inner loop of a member that was counted. */
  #enter(open: OpenLoop, index: number, { name, member }: Listed, grammar: LoopGrammar): OpenLoop {
    const count = open.counts[index] ?? 0;
    const isPassing = this.#listener.passing?.has(grammar.name) === true;
    const isKept = !isPassing && this.#isKept(count, member);
    if (isPassing && count === 1) this.#notePlace(index);
    const inner = openLoop(grammar, this.position, count, this.#placed);
    this.#open.push(inner);
    if (isPassing) {
      this.#raw?.beginsList(open);
      this.#listener.opened?.(this.#open);
    }
    if (isKept) keep(open.value, name, member, count, inner.value);
    return inner;
  }

  #notePlace(index: number): void {
    this.#places[this.#placed] = index;
    this.#places[this.#placed + 1] = this.position;
    this.#placed += 2;
  }

  /** For each kept segment of the innermost loop: the index of its member and its position in the set. */
  get places(): readonly number[] {
    return this.#places.slice(this.#open.at(-1)?.firstPlace, this.#placed);
  }

  /** Whether another item of a member is kept. When a set is streamed, no list in it may grow without bound. */
  #isKept(count: number, { max, of }: Member): boolean {
    if (count <= partsKept || this.#listener.passing === undefined) return true;
    // Beyond the guide's own maximum this was already reported.
    if (count <= max)
      this.report(
        of.kind === 'loop' ? 'loop.too-many' : 'segment.too-many',
        'occurs more often than the reader can keep',
      );
    return false;
  }

  #read(loop: LoopGrammar, grammar: SegmentGrammar, segment: Segment): Record<string, unknown> {
    if (segment.count === 0) this.report('segment.empty', 'has no elements');
    this.#listener.placed?.(this.position, loop, grammar, this.#open);
    if (grammar.counted.length > 0) this.#numbering.check(this.#open, grammar, segment);
    return readElements(grammar.plan, segment, this);
  }

  /** Closes the innermost loop and reports what is missing from it. */
  #close(): void {
    const open = this.#open.at(-1);
    if (!open) return;
    const { grammar, counts, value } = open;
    for (const index of grammar.due) {
      if ((counts[index] ?? 0) < (grammar.min[index] ?? 0)) this.#reportMissing(open, index);
    }
    checkChildren(open, this);
    this.#raw?.closes(open);
    value['segments'] = this.position - ((value['position'] as number | undefined) ?? 0);
    this.#listener.closed?.(this.#open, this);
    this.#placed = open.firstPlace;
    this.#open.pop();
  }

  #reportMissing(open: OpenLoop, index: number): void {
    const { grammar } = open;
    const member = grammar.list[index]?.member;
    if (!member) return;
    const loop = member.of.kind === 'loop' ? ` to begin loop ${member.of.name}` : '';
    this.tell({
      severity: 'error',
      rule: 'segment.missing',
      segment: member.first.id,
      loop: grammar.name,
      position: this.missingAt(open, index),
      message: `${segmentName(member.first)} is required${loop}`,
    });
    if (member.use === 'one' && open.value[grammar.list[index]?.name ?? ''] === undefined) this.lack();
  }

  /**
   * Where a missing member of the innermost loop should stand: before the segments that the guide places after it, and
   * before segments without a place, which may be remains of the missing part.
   */
  missingAt(open: OpenLoop, index: number): number {
    return this.#strays.before(positionAfter(open, index, this.places) ?? this.position);
  }

  /** Marks the open loops as incomplete, up to a part: something that their value's type promises is missing. */
  lack(): void {
    for (let depth = this.#open.length - 1; depth >= 0; depth -= 1) {
      const open = this.#open[depth];
      if (open) open.isWhole = false;
      if (open?.grammar.name === this.#listener.part) return;
    }
    this.isWhole = false;
  }

  /** Handles a segment without a place: one too many of its kind, which is still read, or an unexpected one. */
  #takeStray(segment: Segment): void {
    this.#strays.add(this.position);
    if (this.#openWithoutFirst(segment, numberedFor)) return;
    const place = placeAmong(this.#open, anyMemberFor, segment, this.delimiters.component);
    if (this.#openWithoutFirst(segment, withoutFirst, place?.depth)) return;
    const member = place?.open.grammar.list[place.index]?.member;
    const rule = member?.of.kind === 'loop' ? 'loop.too-many' : 'segment.too-many';
    if (place && member?.use === 'many') {
      this.#strays.end(this.position);
      this.#closeInside(place.depth);
      this.report(rule, `occurs more than ${member.max} times`);
      return this.#place(place.open, place.index, segment);
    }
    this.#segment = toldId(segment.id);
    // Closing the inner loops for a second one would make what follows unreadable.
    const open = this.#open.at(-1);
    this.report(...(place ? ([rule, secondTime(place.open, open)] as const) : strayFault(segment)));
    if (open && this.#listener.keepsUnexpected)
      keepUnexpected(open, segment, this.#raw ? (this.#raw.last(open) ?? -1) : open.order);
  }

  /**
   * Opens a loop whose first segment is missing and holds no data of its own (LX, HL, LS), if the segment belongs into
   * it, in a loop that is nested deeper than `than`. Returns whether it did.
   */
  #openWithoutFirst(segment: Segment, find: FindMember, than = -1): boolean {
    const place = placeAmong(this.#open, find, segment, this.delimiters.component);
    const listed = place?.open.grammar.list[place.index];
    if (!place || place.depth <= than || listed?.member.of.kind !== 'loop') return false;
    this.#strays.end(this.position);
    this.#closeInside(place.depth);
    this.#count(place.open, place.index);
    const inner = this.#enter(place.open, place.index, listed, listed.member.of);
    const [first] = inner.grammar.list;
    if (first?.member.first.id === 'HL') this.#numbering.assume(this.#open, inner);
    for (const field in first?.member.first.fields)
      keep(inner.value, first.name, first.member, 1, { [field]: inner.ordinal });
    this.#raw?.lacksFirst(inner);
    this.#place(inner, memberFor(inner, segment, this.delimiters.component), segment);
    return true;
  }

  #closeInside(depth: number): void {
    while (this.#open.length > depth + 1) this.#close();
  }
}
