import { type KeyRing, readKeys } from '../../client/encryption/keys.ts';

/** The encryption key of all tests, so that recorded histories can be replayed anywhere. */
export const testKeys: KeyRing = readKeys(`test:${Buffer.alloc(32, 1).toString('base64')}`, 'testKeys');
