import { timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { serveFiles } from './files.ts';

/** Address and users of the server. */
export interface SftpServerOptions {
  /** Each user sees root/<username> as "/". */
  readonly root: string;
  readonly host: string;
  readonly port: number;
  readonly users: readonly { readonly username: string; readonly password: string }[];
  readonly hostKey: string;
}

/** Starts an SFTP server; resolves once it listens. */
export function startSftpServer(
  options: SftpServerOptions,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const connections = new Set<ssh2.Connection>();
  const server = new ssh2.Server({ hostKeys: [options.hostKey] }, (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    // A client that disconnects is not an error.
    connection.on('error', () => connection.end());
    accept(connection, options);
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(options.port, options.host, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : options.port,
        close: () =>
          new Promise((closed) => {
            for (const connection of connections) connection.end();
            server.close(() => closed());
          }),
      });
    });
  });
}

function accept(connection: ssh2.Connection, { users, root }: SftpServerOptions): void {
  let folder = '';
  connection.on('authentication', (context) => {
    const user = users.find(({ username }) => username === context.username);
    if (context.method !== 'password' || !user || !isSame(context.password, user.password))
      return context.reject(['password']);
    folder = join(root, user.username);
    return context.accept();
  });
  connection.on('ready', () => {
    connection.on('session', (acceptSession) => {
      acceptSession().on('sftp', (acceptSftp) => serveFiles(acceptSftp(), folder));
    });
  });
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
