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
  ['folders', { ...partner, transport: { kind: 'folder', inbox: '/a', outbox: '/b' } }],
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
  ['one folder as inbox and outbox', { ...partner, transport: { ...sftp, outbox: '/inbox' } }],
  ['folders relative to the worker', { ...partner, transport: { kind: 'folder', inbox: '../a', outbox: '/b' } }],
  ['a host name with a space', { ...partner, transport: { ...sftp, host: 'sftp example.com' } }],
  ['an id with a delimiter', { ...partner, senderId: 'A~B*C' }],
  ['an id of one character', { ...partner, receiverId: 'P' }],
  ['an id that ends in a space', { ...partner, receiverId: 'PAYER ' }],
  ['a payer without payer ids', { ...partner, payerIds: [] }],
  ['an agency with payer ids', { ...partner, kind: 'agency' }],
  ['files of a usage that X12 does not have', { ...partner, accepts: { usages: ['X'] } }],
  ['files of something that is no version', { ...partner, accepts: { versions: ['foo'] } }],
])('a partner with %s is refused', (_, entry) => {
  expect(isAccepted(entry)).toBe(false);
});

const other = { ...partner, partnerId: 'other', payerIds: ['87726'], transport: { ...sftp, username: 'other' } };

test('neither a partner nor a payer may be named twice', () => {
  expect(isAccepted(partner, other)).toBe(true);
  expect(isAccepted(partner, { ...other, partnerId: partner.partnerId })).toBe(false);
  expect(isAccepted(partner, { ...other, payerIds: partner.payerIds })).toBe(false);
});

test('no mailbox belongs to two partners, and no partner fetches what another one is sent', () => {
  expect(isAccepted(partner, { ...other, transport: sftp })).toBe(false);
  expect(isAccepted(partner, { ...other, transport: { ...sftp, port: 2222 } })).toBe(true);
  expect(isAccepted(partner, { ...other, transport: { ...sftp, inbox: '/outbox', outbox: '/third' } })).toBe(false);
});

test('there is one agency and one mail room at most', () => {
  const agency = { ...other, kind: 'agency', payerIds: [] };
  const second = { ...agency, partnerId: 'second', transport: { ...sftp, username: 'second' } };
  expect(isAccepted(partner, agency)).toBe(true);
  expect(isAccepted(partner, agency, second)).toBe(false);
  expect(isAccepted(partner, agency, { ...second, kind: 'mail' })).toBe(true);
});

test('the sandbox gets test files only', () => {
  const sandbox = { kind: 'sandbox', username: 'payer', password: 'p', inbox: 'a', outbox: 'b' };
  expect(isAccepted({ ...partner, transport: sandbox, sends: { usage: 'T' } })).toBe(true);
  expect(isAccepted({ ...partner, transport: sandbox, sends: { usage: 'P' } })).toBe(false);
});
