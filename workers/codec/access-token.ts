import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { CodecServerConfig } from '../../domain/schema/codec-server.ts';

/** What came of an access token: whose it is, that it permits nothing, or that its keys cannot be fetched. */
export type TokenCheck =
  | { readonly kind: 'valid'; readonly subject: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown' };

/** Signatures of a key pair only: whoever can check a token must not be able to make one. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Checks access tokens (JWT) against the published keys of the identity provider, which are kept for ten minutes. */
export function accessTokenChecker(
  config: NonNullable<CodecServerConfig['accessTokens']>,
): (token: string) => Promise<TokenCheck> {
  const { jwks, issuer, audience, claim, permission } = config;
  const keys = createRemoteJWKSet(new URL(jwks));
  const options = { issuer, audience, algorithms, requiredClaims: ['exp', 'sub'] };
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, options);
      return includes(payload[claim], permission) ? { kind: 'valid', subject: payload.sub ?? '' } : { kind: 'refused' };
    } catch (error) {
      const isAway = error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || isAnswer(error);
      return { kind: isAway ? 'unknown' : 'refused' };
    }
  };
}

/** The identity provider answered, but not with keys. */
function isAnswer(error: Error): boolean {
  return error.constructor === errors.JOSEError || error instanceof errors.JWKSInvalid;
}

function includes(granted: unknown, permission: string): boolean {
  const list = typeof granted === 'string' ? granted.split(' ') : granted;
  return Array.isArray(list) && list.includes(permission);
}
