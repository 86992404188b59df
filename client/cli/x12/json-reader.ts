import { TokenType } from '@streamparser/json';
import type { Streamed } from '../../../x12/index.ts';
import { JsonTokens, NoJson } from './json-tokens.ts';

/** Object keys are out of order, so the object must be held in memory to be read. */
export class NotInOrder extends Error {}

/** A value that is read while it is used, and a function that reads it to its end. */
export interface Streaming {
  readonly value: unknown;
  readonly finish: () => void;
}

/** Maximum nesting; well above the deepest nesting we write. */
const deepest = 100;

/**
 * Reads a JSON text as it is asked for: what `streamed` names as long is given one item at a time, so that memory does
 * not grow with the text. Use the items in the order of the text, and call `finish` last. Both throw `NoJson` for what
 * is none, and `NotInOrder`.
 */
export function readJson(pieces: Iterable<Uint8Array>, streamed: Streamed): Streaming {
  const tokens = new JsonTokens(pieces);
  const { value, finish } = streaming(tokens, streamed);
  const end = (): void => {
    finish();
    const more = tokens.peek();
    if (more) throw new NoJson('continues after its end', more.offset);
  };
  return { value, finish: end };
}

function streaming(tokens: JsonTokens, streamed: Streamed, whenOver = (): void => undefined): Streaming {
  if (tokens.takes(TokenType.LEFT_BRACE)) return new StreamedObject(tokens, streamed, whenOver);
  const value = whole(tokens);
  whenOver();
  return { value, finish: () => undefined };
}

/** An object that is read up to its first streamed key, and further once that value has been used. */
class StreamedObject implements Streaming {
  readonly value = emptyObject();
  readonly #tokens: JsonTokens;
  readonly #names: Generator<string>;
  readonly #last: Streamed['last'];
  /** Number of streamed keys seen so far. */
  #passed = 0;
  /** Reads the current streamed value to its end. */
  #pending: (() => void) | undefined;
  readonly #whenOver: () => void;

  constructor(tokens: JsonTokens, { last }: Streamed, whenOver: () => void) {
    this.#tokens = tokens;
    this.#names = namesIn(tokens);
    this.#last = last;
    this.#whenOver = whenOver;
    this.#advance();
  }

  readonly finish = (): void => {
    for (let pending = this.#pending; pending; pending = this.#pending) pending();
  };

  #advance(): void {
    this.#pending = undefined;
    while (!this.#pending) {
      const next = this.#names.next();
      if (next.done) return this.#whenOver();
      this.#take(next.value);
    }
  }

  #take(name: string): void {
    const place = Object.keys(this.#last).indexOf(name);
    if (place < 0 ? this.#passed > 0 : place < this.#passed) throw new NotInOrder();
    if (place >= 0) this.#passed = place + 1;
    const within = place < 0 ? undefined : this.#last[name]?.(this.value);
    this.value[name] = within ? this.#long(within) : whole(this.#tokens);
  }

  #long(within: Streamed): unknown {
    if (!this.#tokens.takes(TokenType.LEFT_BRACKET)) {
      let isOver = false;
      const { value, finish } = streaming(this.#tokens, within, () => {
        isOver = true;
        // If the value is already complete, reading continues when it is returned.
        if (this.#pending) this.#advance();
      });
      if (!isOver) this.#pending = finish;
      return value;
    }
    if (this.#tokens.takes(TokenType.RIGHT_BRACKET)) return [];
    const items = this.#items(within);
    this.#pending = () => {
      while (!items.next().done);
    };
    return items;
  }

  *#items(within: Streamed): Generator {
    do {
      const { value, finish } = streaming(this.#tokens, within);
      yield value;
      finish();
    } while (this.#tokens.takes(TokenType.COMMA));
    this.#tokens.expect(TokenType.RIGHT_BRACKET);
    this.#advance();
  }
}

/** The next value, read into memory. */
function whole(tokens: JsonTokens, depth = 0): unknown {
  const { token, value, offset } = tokens.next();
  if (depth > deepest) throw new NoJson(`holds more than ${deepest} values within one another`, offset);
  switch (token) {
    case TokenType.LEFT_BRACE: {
      const object = emptyObject();
      for (const name of namesIn(tokens)) object[name] = whole(tokens, depth + 1);
      return object;
    }
    case TokenType.LEFT_BRACKET:
      return wholeList(tokens, depth);
    case TokenType.STRING:
    case TokenType.NUMBER:
    case TokenType.TRUE:
    case TokenType.FALSE:
    case TokenType.NULL:
      return value;
    default:
      throw new NoJson('is not JSON', offset);
  }
}

function wholeList(tokens: JsonTokens, depth: number): unknown[] {
  const list: unknown[] = [];
  if (tokens.takes(TokenType.RIGHT_BRACKET)) return list;
  do list.push(whole(tokens, depth + 1));
  while (tokens.takes(TokenType.COMMA));
  tokens.expect(TokenType.RIGHT_BRACKET);
  return list;
}

/** The keys of the open object. Read each value before requesting the next key. */
function* namesIn(tokens: JsonTokens): Generator<string> {
  if (tokens.takes(TokenType.RIGHT_BRACE)) return;
  do {
    const { value } = tokens.expect(TokenType.STRING);
    tokens.expect(TokenType.COLON);
    yield String(value);
  } while (tokens.takes(TokenType.COMMA));
  tokens.expect(TokenType.RIGHT_BRACE);
}

/** An object without a prototype, so that every key is safe, even "__proto__". */
function emptyObject(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}
