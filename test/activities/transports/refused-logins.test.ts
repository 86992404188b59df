import { expect, test } from '@jest/globals';
import { permanent, temporary } from '../../../activities/failures.ts';
import { allowLogin, sparingLogins } from '../../../activities/transports/refused-logins.ts';

// Partners lock an account after a few refused logins, and each waiting claim and each visit would try.

type Partner = Parameters<typeof sparingLogins>[0];

const partner = (partnerId: string, password = 'old'): Partner => ({
  partnerId,
  transport: {
    ...{ kind: 'sftp', host: '127.0.0.1', port: 22, username: 'us', password },
    ...{ hostKeySha256: 'A'.repeat(43), inbox: '/inbox', outbox: '/outbox' },
  },
});
/** A partner that refuses the password "old". */
function gate(): { readonly tries: string[]; logIn(at: Partner): Promise<string> } {
  const tries: string[] = [];
  const logIn = (at: Partner): Promise<string> =>
    sparingLogins(at, async () => {
      const password = 'password' in at.transport ? String(at.transport.password) : '';
      tries.push(password);
      if (password === 'old') throw permanent('credentials-refused');
      return 'in';
    });
  return { tries, logIn };
}
const refused = { type: 'credentials-refused', nonRetryable: true };

test('a refused login is not tried again at once, and fails in the same way', async () => {
  const { tries, logIn } = gate();
  for (let count = 0; count < 5; count += 1) await expect(logIn(partner('acme'))).rejects.toMatchObject(refused);
  expect(tries).toEqual(['old']);
});

test('other settings and other partners are tried', async () => {
  const { tries, logIn } = gate();
  await expect(logIn(partner('elm'))).rejects.toMatchObject(refused);
  expect(await logIn(partner('elm', 'new'))).toBe('in');
  expect(await logIn(partner('oak', 'new'))).toBe('in');
  expect(tries).toEqual(['old', 'new', 'new']);
});

test('a person who closes the question lets the next one try', async () => {
  const { tries, logIn } = gate();
  await expect(logIn(partner('ash'))).rejects.toMatchObject(refused);
  allowLogin('ash');
  await expect(logIn(partner('ash'))).rejects.toMatchObject(refused);
  expect(tries).toEqual(['old', 'old']);
});

test('another failure does not keep anybody from trying', async () => {
  const attempt = () =>
    sparingLogins(partner('fir'), async () => {
      throw temporary('partner-away');
    });
  await expect(attempt()).rejects.toMatchObject({ type: 'partner-away' });
  await expect(attempt()).rejects.toMatchObject({ type: 'partner-away' });
});
