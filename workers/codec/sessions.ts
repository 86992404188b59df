import type { IncomingMessage } from 'node:http';
import { newToken, readToken, type Token, tokenMs } from '../../client/ui-token.ts';

const cookieName = 'claimloop_ui';

/** Who may use the codec server: people who logged in with a link, and programs with a token. */
export class Sessions {
  readonly #secret: Buffer;
  readonly #now: () => number;
  readonly #attributes: string;
  /** Login tokens that were used, until they would have expired. */
  readonly #used = new Map<string, number>();

  /** `isSecure`: browsers send the cookie over TLS only. */
  constructor(secret: Buffer, { isSecure = false, now = Date.now }: { isSecure?: boolean; now?: () => number } = {}) {
    this.#secret = secret;
    this.#now = now;
    this.#attributes = `HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  }

  /** Exchanges a login token for the cookie of a session; undefined if it is not valid or was used before. */
  logIn(loginToken: string): string | undefined {
    const now = this.#now();
    for (const [id, expiresAt] of this.#used) if (expiresAt <= now) this.#used.delete(id);
    const login = readToken(this.#secret, 'login', loginToken, now);
    if (!login || this.#used.has(login.id)) return undefined;
    this.#used.set(login.id, login.expiresAt);
    const session = newToken(this.#secret, 'session', now);
    return `${cookieName}=${session}; Path=/; ${this.#attributes}; Max-Age=${tokenMs.session / 1_000}`;
  }

  /** The session of a request: its cookie, or `Authorization: Bearer TOKEN` of a program. */
  of({ headers }: IncomingMessage): Token | undefined {
    const cookie = new RegExp(`(?:^|; )${cookieName}=([^;]+)`).exec(headers.cookie ?? '')?.[1];
    const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    const text = bearer ?? cookie;
    return text === undefined ? undefined : readToken(this.#secret, 'session', text, this.#now());
  }
}
