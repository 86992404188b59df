import { type ParsedTokenInfo, Tokenizer, type TokenType } from '@streamparser/json';

/** Why a text is not JSON, or none that is read here: at which of its bytes. Never repeats any of the text. */
export class NoJson extends Error {
  constructor(reason: string, byte: number | undefined) {
    super(`${reason}${byte === undefined ? '' : ` (byte ${byte})`}`);
  }
}

/** Token size limit in bytes; longer than any segment. */
const bytesOfToken = 2_000_000;

/** The tokens of a JSON text, with lookahead. */
export class JsonTokens {
  readonly #pieces: Iterator<Uint8Array>;
  readonly #tokenizer = new Tokenizer();
  #tokens: ParsedTokenInfo[] = [];
  #at = 0;

  constructor(pieces: Iterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.iterator]();
    this.#tokenizer.onToken = (token) => void this.#tokens.push(token);
  }

  /** The next token without consuming it; undefined at the end of the text. Throws `NoJson`. */
  peek(): ParsedTokenInfo | undefined {
    if (this.#at === this.#tokens.length) this.#more();
    return this.#tokens[this.#at];
  }

  /** Consumes the next token. Throws `NoJson` at the end of the text. */
  next(): ParsedTokenInfo {
    const token = this.peek();
    if (!token) throw new NoJson('ends too early', undefined);
    this.#at += 1;
    return token;
  }

  /** Consumes the next token if it has that type. */
  takes(type: TokenType): boolean {
    const isNext = this.peek()?.token === type;
    if (isNext) this.#at += 1;
    return isNext;
  }

  /** Consumes the next token, which must have that type. Throws `NoJson`. */
  expect(type: TokenType): ParsedTokenInfo {
    const token = this.next();
    if (token.token !== type) throw new NoJson('is not JSON', token.offset);
    return token;
  }

  #more(): void {
    this.#tokens = [];
    this.#at = 0;
    for (let bytes = 0; this.#tokens.length === 0;) {
      if (this.#tokenizer.isEnded) return;
      if (bytes > bytesOfToken) throw new NoJson('contains a text that is too long', undefined);
      const next = this.#pieces.next();
      this.#read(next.done ? undefined : next.value);
      bytes += next.done ? 0 : next.value.length;
    }
  }

  #read(piece: Uint8Array | undefined): void {
    try {
      if (piece) this.#tokenizer.write(piece);
      else this.#tokenizer.end();
    } catch (error) {
      // The tokenizer's message repeats a character of the text.
      const [, place] = (error instanceof Error && /absolute position "(\d+)"/.exec(error.message)) || [];
      if (place === undefined && piece) throw new NoJson('is not JSON', undefined);
      throw new NoJson(piece ? 'is not JSON' : 'ends too early', place === undefined ? undefined : Number(place));
    }
  }
}
