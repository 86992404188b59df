import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { FileReader, type Segment, type SetHeader, type SetSink } from '../../../x12/index.ts';
import { type CommonOptions, output } from '../print.ts';
import { writeWhole } from './output.ts';
import { openInput, piecesIn } from './pieces.ts';
import { unreadable } from './show.ts';

/** One set of a file, written as a file of its own. */
interface Split {
  readonly file: string;
  readonly set: string;
  readonly guide: string;
  readonly control: string;
}

/** A byte range of the input. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * `x12 split FILE --out DIR`: one file for each transaction set, in an envelope of its own, its bytes as they came.
 * Sets whose content is not read here (institutional and dental claims) are split like any other.
 */
export function splitFile(file: string, options: CommonOptions & { readonly out: string }): void {
  mkdirSync(options.out, { recursive: true });
  const input = openInput(file);
  const splitter = new Splitter(input, options.out);
  const reader = new FileReader(splitter);
  for (const piece of piecesIn(input)) reader.push(piece);
  const stop = reader.end();
  closeSync(input);
  const { splits } = splitter;
  output(options, splits, () => splits.map((one) => `${one.file}  ${one.set} ${one.control} ${one.guide}`).join('\n'));
  if (stop) throw unreadable(file, stop);
}

class Splitter {
  readonly splits: Split[] = [];
  readonly #input: number;
  readonly #folder: string;
  #isa: Segment | undefined;
  #gs: Segment | undefined;

  constructor(input: number, folder: string) {
    this.#input = input;
    this.#folder = folder;
  }

  interchange(_: unknown, isa: Segment): void {
    this.#isa = isa;
  }

  group(_: unknown, gs: Segment | undefined): void {
    this.#gs = gs;
  }

  set(header: SetHeader, st: Segment): SetSink {
    let last = st;
    return {
      take: (segment) => void (last = segment),
      end: (_, se) => this.#write(header, { from: st.offset, to: endOf(se ?? last) }),
    };
  }

  #write({ set, guide, control, delimiters }: SetHeader, range: Range): void {
    const [isa, gs] = [this.#isa, this.#gs];
    if (!isa || !gs) return;
    const number = String(this.splits.length + 1).padStart(6, '0');
    // File content never becomes a path: only letters and digits are copied.
    const name = [number, set, control].map((part) => part.replace(/[^A-Za-z0-9]/g, '').slice(0, 20)).join('-');
    const file = join(this.#folder, `${name}.edi`);
    const descriptor = openSync(file, 'w');
    for (const one of [rangeOf(isa), rangeOf(gs), range]) {
      for (const piece of piecesIn(this.#input, one.from, one.to)) writeWhole(descriptor, piece);
    }
    const { element, terminator } = delimiters;
    const trailers = [
      ['GE', '1', gs.elements[6] ?? ''],
      ['IEA', '1', isa.elements[13] ?? ''],
    ];
    const text = trailers.map((trailer) => `${trailer.join(element)}${terminator}`).join('');
    writeWhole(descriptor, Buffer.from(text, 'latin1'));
    closeSync(descriptor);
    this.splits.push({ file, set, guide, control });
  }
}

function endOf({ offset, bytes }: Segment): number {
  return offset + bytes;
}

function rangeOf(segment: Segment): Range {
  return { from: segment.offset, to: endOf(segment) };
}
