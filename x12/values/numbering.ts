import type { Finding } from '../check/finding.ts';
import type { ReadContext } from '../grammar/element.ts';
import type { SegmentGrammar } from '../grammar/grammar.ts';
import type { Segment } from '../segments/segment.ts';
import type { OpenLoop } from './open-loop.ts';

/** Checks hierarchy numbers and line numbers, which follow from the position of a segment. */
export class Numbering {
  readonly #context: ReadContext;
  /** Number of hierarchical levels so far. */
  #levels = 0;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  /** Checks the counted elements of a segment. `all` lists the open loops, outermost first. */
  check(all: readonly OpenLoop[], { counted }: SegmentGrammar, segment: Segment): void {
    const context = this.#context;
    const open = all.at(-1);
    const above = all.slice(0, -1).findLast(({ level }) => level !== undefined)?.level;
    for (const { at, what } of counted) {
      const found = segment.element(at);
      context.element = at;
      if (what === 'lx' && found !== String(open?.ordinal))
        context.report('line.number', 'is not the next line number');
      if (what === 'hl') {
        this.#levels += 1;
        if (found !== String(this.#levels))
          context.report('hierarchy.number', 'is not the next number of the hierarchy');
        if (open) open.level = { number: found, saysChildren: segment.element(4) === '1', hasChildren: false };
        if (above) above.hasChildren = true;
      }
      if (what === 'hl-parent' && found !== (above?.number ?? '')) {
        context.report('hierarchy.parent', 'is not the number of the level above');
      }
    }
    context.element = 0;
  }

  /** Counts a level whose HL is missing: the innermost of the open loops. */
  assume(all: readonly OpenLoop[], open: OpenLoop): void {
    this.#levels += 1;
    open.level = { number: String(this.#levels), saysChildren: undefined, hasChildren: false };
    const above = all.slice(0, -1).findLast(({ level }) => level !== undefined)?.level;
    if (above) above.hasChildren = true;
  }
}

/** Checks HL04 of a level that is complete. */
export function checkChildren({ level, value, grammar }: OpenLoop, context: { tell(finding: Finding): void }): void {
  if (level?.saysChildren === undefined || level.saysChildren === level.hasChildren) return;
  const hasCode = grammar.list[0]?.member.first.counted.some(({ what }) => what === 'hl-child') ?? false;
  if (!hasCode) return;
  const position = Number(value['position']);
  const message = level.hasChildren
    ? 'must be 1, because levels follow below it'
    : 'is 1, but no level follows below it';
  context.tell({
    severity: 'error',
    rule: 'hierarchy.children',
    segment: 'HL',
    loop: grammar.name,
    position,
    element: 4,
    message,
  });
}
