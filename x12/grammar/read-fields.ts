import type { Segment } from '../segments/segment.ts';
import { compiledReading } from './compiled-reading.ts';
import type { ReadContext } from './element.ts';
import type { ReadingPlan } from './reading-plan.ts';

/** Reads the elements of a segment. */
export function readElements(plan: ReadingPlan, segment: Segment, context: ReadContext): Record<string, unknown> {
  const { piece, first, count } = segment;
  context.component = 0;
  plan.read ??= compiledReading(plan);
  const value = plan.read(piece.ends, first, count, context);
  context.element = 0;
  return value;
}

/** Reads the components of the composite between two offsets. */
export function readComponents(
  plan: ReadingPlan,
  from: number,
  to: number,
  context: ReadContext,
): Record<string, unknown> {
  const count = partComponents(from, to, context);
  plan.read ??= compiledReading(plan);
  const value = plan.read(context.parts, 0, count, context);
  context.component = 0;
  return value;
}

/** Records the end of each component, preceded by the start of the composite; returns their number. */
function partComponents(from: number, to: number, { piece: { bytes }, parts, delimiters }: ReadContext): number {
  const separator = delimiters.component.charCodeAt(0);
  let count = 1;
  parts[0] = from - 1;
  for (let at = from; at < to; at += 1) {
    if (bytes[at] !== separator) continue;
    parts[count] = at;
    count += 1;
  }
  parts[count] = to;
  return count;
}
