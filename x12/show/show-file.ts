import { type FileListener, FileReader, type SetSink } from '../envelope/file-reader.ts';
import type { GroupHeader, InterchangeAcknowledgment, InterchangeHeader, SetHeader } from '../envelope/interchange.ts';
import { type Finding, sentenceOf } from '../check/finding.ts';
import type { LoopGrammar, SegmentGrammar } from '../grammar/grammar.ts';
import { guideOf, otherClaimsOf } from '../guides.ts';
import { type Limits, usualLimits } from '../segments/limits.ts';
import { endlessLoops } from '../rules/run.ts';
import type { Segment } from '../segments/segment.ts';
import { SetReader } from '../values/set-reader.ts';
import type { Stop } from '../segments/tokenizer.ts';
import { lineOf } from './show-segment.ts';

/**
 * Prints a file in readable lines, given in chunks: loops indented, field names beside elements, meanings beside codes,
 * amounts in dollars. The lines may identify patients: for a screen, never for a log.
 */
export class FileShower implements FileListener {
  readonly #reader: FileReader;
  readonly #print: (line: string) => void;

  constructor(print: (line: string) => void, limits: Limits = usualLimits) {
    this.#print = print;
    this.#reader = new FileReader(this, limits);
  }

  /** Processes the next bytes; returns a stop when the file cannot be read further. */
  push(bytes: Uint8Array): Stop | undefined {
    return this.#reader.push(bytes);
  }

  /** Signals that no more bytes follow; returns a stop when the file is incomplete. */
  end(): Stop | undefined {
    return this.#reader.end();
  }

  interchange({ senderId, receiverId, date, time, control, usage, version }: InterchangeHeader): void {
    const kind = usage === 'T' ? 'test' : 'production';
    this.#print(`interchange ${control}  ${senderId} to ${receiverId}, ${date} ${time}, ${version}, ${kind}`);
  }

  acknowledgment({ control, code, noteCode }: InterchangeAcknowledgment): void {
    const verdict = code === 'A' ? 'accepted' : code === 'E' ? 'accepted, errors noted' : 'rejected';
    this.#print(`  TA1  interchange ${control} ${verdict}, note ${noteCode}`);
  }

  group({ control, functionalId, senderCode, receiverCode, version }: GroupHeader): void {
    this.#print(`  group ${control}  ${functionalId}, ${senderCode} to ${receiverCode}, ${version}`);
  }

  set(header: SetHeader): SetSink {
    const guide = guideOf(header);
    const what = guide?.title ?? otherClaimsOf(header) ?? 'of a guide that is not known here';
    this.#print(`    set ${header.control}  ${header.set}, ${header.guide}: ${what}`);
    const shown = new ShownSet(header, guide?.grammar, this.#print);
    return {
      take: (segment) => shown.take(segment),
      end: (findings) => {
        shown.end();
        this.#tell(findings);
      },
    };
  }

  groupEnd(findings: readonly Finding[]): void {
    this.#tell(findings);
  }

  interchangeEnd(findings: readonly Finding[]): void {
    this.#tell(findings);
  }

  #tell(findings: readonly Finding[]): void {
    for (const finding of findings) this.#print(`  ! ${sentenceOf(finding)}`);
  }
}

interface Place {
  readonly loop: LoopGrammar;
  readonly grammar: SegmentGrammar;
}

/** Prints the segments of one set, each with the loop that it opens or belongs to. */
class ShownSet {
  readonly #header: SetHeader;
  readonly #print: (line: string) => void;
  readonly #reader: SetReader | undefined;
  /** Open loops, outermost first, starting with the set itself. */
  #loops: readonly LoopGrammar[] = [];
  #placed: Place | undefined;

  constructor(header: SetHeader, grammar: LoopGrammar | undefined, print: (line: string) => void) {
    this.#header = header;
    this.#print = print;
    if (!grammar) return;
    this.#loops = [grammar];
    this.#reader = new SetReader(grammar, header.delimiters, {
      passing: endlessLoops(grammar),
      placed: (_, loop, placed, open) => {
        this.#placed = { loop, grammar: placed };
        this.#open(open.map((one) => one.grammar));
      },
    });
  }

  take(segment: Segment): void {
    const placed = this.#placeOf(segment);
    const depth = this.#reader ? this.#loops.length : 1;
    const stray = this.#reader && !placed ? '  ! not expected here' : '';
    const member = placed?.loop.list.find((one) => one.member.of === placed.grammar);
    const line = lineOf(segment, placed?.grammar, member?.name ?? '', this.#header.delimiters);
    this.#print(`${'  '.repeat(depth + 2)}${line}${stray}`);
  }

  end(): void {
    this.#reader?.end();
  }

  #placeOf(segment: Segment): Place | undefined {
    this.#placed = undefined;
    this.#reader?.take(segment);
    return this.#placed;
  }

  /** Prints the name of each loop that has just begun. */
  #open(loops: readonly LoopGrammar[]): void {
    const begun = this.#placed?.loop;
    const isNew = loops.length > this.#loops.length || loops.at(-1) !== this.#loops.at(-1);
    const first = begun?.list[0]?.member.first === this.#placed?.grammar;
    if (loops.length > 1 && (isNew || first)) {
      const parent = loops.at(-2);
      const name = parent?.list.find(({ member }) => member.of === begun)?.name ?? '';
      this.#print(`${'  '.repeat(loops.length + 1)}${begun?.name ?? ''} ${name}`);
    }
    this.#loops = loops;
  }
}
