import { expect, test } from '@jest/globals';
import { partnersSchema } from '../../../domain/schema/trading-partners.ts';

// The schema of partners.json accepts complete partners and refuses misspelled fields.

const sftp = {
  kind: 'sftp',
  host: 'sftp.example.com',
  port: 22,
  username: 'clinic',
  password: 'a-long-password',
  hostKeySha256: 'a'.repeat(43),
  inbox: '/inbox',
  outbox: '/outbox',
};
const partner = {
  partnerId: 'example-payer',
  payerIds: ['60054'],
  kind: 'payer',
  transport: sftp,
  senderId: 'CLINIC',
  receiverId: 'PAYER',
  pollMs: 60_000,
};
const isAccepted = (...partners: readonly object[]): boolean => partnersSchema.safeParse(partners).success;

test('a partner needs no optional field; the default of quietMinutes is 5', () => {
  expect(partnersSchema.parse([partner])).toEqual([{ ...partner, quietMinutes: 5 }]);
});

test.each([
  ['folders', { ...partner, transport: { kind: 'folder', inbox: 'a', outbox: 'b' } }],
  [
    'the sandbox',
    { ...partner, transport: { kind: 'sandbox', username: 'payer', password: 'p', inbox: 'a', outbox: 'b' } },
  ],
  ['a private key', { ...partner, transport: { ...sftp, password: undefined, privateKeyFile: '/key' } }],
  ['an envelope of its own', { ...partner, sends: { usage: 'T', senderQualifier: '30', receiverQualifier: '01' } }],
  ['file names of its own', { ...partner, sends: { fileName: 'ELM_{date}_{time}_{controlNumber}.837' } }],
  ['files of every version', { ...partner, accepts: { versions: 'any' } }],
])('a partner with %s is accepted', (_, entry) => {
  expect(isAccepted(entry)).toBe(true);
});

test.each([
  ['a misspelled field', { ...partner, pollMS: 5 }],
  ['a misspelled field of the transport', { ...partner, transport: { ...sftp, pasword: 'x' } }],
  ['an unknown transport', { ...partner, transport: { ...sftp, kind: 'ftp' } }],
  ['a password and a private key', { ...partner, transport: { ...sftp, privateKeyFile: '/key' } }],
  ['neither a password nor a private key', { ...partner, transport: { ...sftp, password: undefined } }],
  ['an invalid host key', { ...partner, transport: { ...sftp, hostKeySha256: 'SHA256:abc' } }],
  ['an id with a space', { ...partner, partnerId: 'example payer' }],
  ['an id that is too long for ISA06', { ...partner, senderId: 'A'.repeat(16) }],
  ['an empty list of versions', { ...partner, accepts: { versions: [] } }],
  ['a usage that X12 does not have', { ...partner, sends: { usage: 'I' } }],
  ['a qualifier that X12 does not have', { ...partner, sends: { senderQualifier: '31' } }],
  ['file names that repeat', { ...partner, sends: { fileName: 'ELM_{date}.837' } }],
  ['a negative wait', { ...partner, quietMinutes: -1 }],
])('a partner with %s is refused', (_, entry) => {
  expect(isAccepted(entry)).toBe(false);
});

test('neither a partner nor a payer may be named twice', () => {
  expect(isAccepted(partner, { ...partner, partnerId: 'other', payerIds: ['87726'] })).toBe(true);
  expect(isAccepted(partner, { ...partner, payerIds: ['87726'] })).toBe(false);
  expect(isAccepted(partner, { ...partner, partnerId: 'other' })).toBe(false);
});

test('the sandbox gets test files only', () => {
  const sandbox = { kind: 'sandbox', username: 'payer', password: 'p', inbox: 'a', outbox: 'b' };
  expect(isAccepted({ ...partner, transport: sandbox, sends: { usage: 'T' } })).toBe(true);
  expect(isAccepted({ ...partner, transport: sandbox, sends: { usage: 'P' } })).toBe(false);
});
