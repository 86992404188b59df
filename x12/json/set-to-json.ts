import type { Finding } from '../check/finding.ts';
import { guideOf } from '../guides.ts';
import type { SetHeader } from '../envelope/interchange.ts';
import type { SetSink } from '../envelope/file-reader.ts';
import type { LoopGrammar } from '../grammar/grammar.ts';
import { endlessLoops } from '../rules/run.ts';
import type { Segment } from '../segments/segment.ts';
import type { OpenLoop } from '../values/open-loop.ts';
import { SetReader } from '../values/set-reader.ts';

/** A loop whose JSON object is open. */
interface BegunLoop {
  /** Names already written. */
  readonly written: Set<string>;
  /** Name of the open list of inner loops. */
  list: string | undefined;
  /** Whether it has had such a list: unexpected segments then follow as `laterUnexpected`. */
  hasList: boolean;
  /** Whether a list was begun again after another one: such lists follow in `more`. */
  hasMore: boolean;
  /** Number of unexpected segments already written. */
  unexpected: number;
}

/**
 * Writes the value of one set as JSON while its segments arrive, holding at most one claim. A set of an unknown guide
 * is written as raw segments.
 */
export class SetToJson implements SetSink {
  readonly #print: (text: string) => void;
  readonly #reader: SetReader | undefined;
  readonly #done: (findings: readonly Finding[]) => void;
  readonly #begun: BegunLoop[] = [];
  #raw = 0;

  constructor(header: SetHeader, print: (text: string) => void, done: (findings: readonly Finding[]) => void) {
    this.#print = print;
    this.#done = done;
    const grammar = guideOf(header)?.grammar;
    if (grammar) this.#reader = this.#readerFor(grammar, header);
    else print(',"segments":[');
  }

  take(segment: Segment): void {
    if (this.#reader) return this.#reader.take(segment);
    this.#print(`${this.#raw === 0 ? '' : ','}${JSON.stringify(segment.elements)}`);
    this.#raw += 1;
  }

  end(ofEnvelope: readonly Finding[]): void {
    this.#reader?.end();
    if (!this.#reader) this.#print(']');
    this.#done([...ofEnvelope, ...(this.#reader?.findings ?? [])]);
  }

  #readerFor(grammar: LoopGrammar, header: SetHeader): SetReader {
    const passing = endlessLoops(grammar);
    this.#print(',"value":{');
    this.#begun.push(begunLoop());
    return new SetReader(grammar, header.delimiters, {
      passing,
      keepsUnexpected: true,
      keepsRaw: true,
      opened: (open) => this.#opened(open),
      closed: (open) => {
        const { grammar: innermost } = open.at(-1) ?? {};
        if (innermost && (innermost === grammar || passing.has(innermost.name))) this.#closed(open);
      },
    });
  }

  /**
   * A separately written loop begins: what is known of the loop around it is written first. While its list is open,
   * what stands between its items waits for the end of the list, because an object has each name once.
   */
  #opened(open: readonly OpenLoop[]): void {
    const [outer, inner] = [open.at(-2), open.at(-1)];
    const about = this.#begun.at(-1);
    if (!outer || !inner || !about) return;
    const name = outer.grammar.list.find(({ member }) => member.of === inner.grammar)?.name ?? '';
    if (about.list === name) this.#print(',{');
    else this.#openList(name, outer, about);
    this.#begun.push(begunLoop());
  }

  #openList(name: string, outer: OpenLoop, about: BegunLoop): void {
    if (!about.hasMore) this.#writeMembers(outer, about);
    this.#closeList(about);
    const isAgain = about.hasMore || about.written.has(name);
    if (isAgain) this.#print(about.hasMore ? ',{' : ',"more":[{');
    else if (about.written.size > 0) this.#print(',');
    this.#print(`${JSON.stringify(name)}:[{`);
    about.hasMore = isAgain;
    about.written.add(name);
    about.list = name;
    about.hasList = true;
  }

  #closed(open: readonly OpenLoop[]): void {
    const inner = open.at(-1);
    const begun = this.#begun.pop();
    if (!inner || !begun) return;
    this.#closeList(begun);
    if (begun.hasMore) this.#print(']');
    this.#writeLaterUnexpected(inner, begun);
    this.#writeMembers(inner, begun);
    this.#print('}');
  }

  #writeMembers({ value }: OpenLoop, begun: BegunLoop): void {
    for (const [name, part] of Object.entries(value)) {
      if (begun.written.has(name) || name === 'position' || name === 'segments') continue;
      if (name === 'unexpected' && begun.hasList) continue;
      this.#closeList(begun);
      this.#print(`${begun.written.size === 0 ? '' : ','}${JSON.stringify(name)}:${withoutPlaces(part)}`);
      begun.written.add(name);
      if (name === 'unexpected') begun.unexpected = (part as readonly unknown[]).length;
    }
  }

  /** Unexpected segments that came after the others were written. */
  #writeLaterUnexpected({ value }: OpenLoop, begun: BegunLoop): void {
    const later = ((value['unexpected'] ?? []) as readonly unknown[]).slice(begun.unexpected);
    if (begun.hasList && later.length > 0) this.#print(`,"laterUnexpected":${JSON.stringify(later)}`);
  }

  #closeList(begun: BegunLoop): void {
    if (begun.list !== undefined) this.#print(begun.hasMore ? ']}' : ']');
    begun.list = undefined;
  }
}

function begunLoop(): BegunLoop {
  return { written: new Set(), list: undefined, hasList: false, hasMore: false, unexpected: 0 };
}

/** A value as JSON, without the positions of its loops. */
function withoutPlaces(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || !('position' in part && 'segments' in part)) return part;
    const { position: _position, segments: _segments, ...loop } = part;
    return loop;
  });
}
