import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connectTo } from '../../client/connection.ts';

// A call to a server that accepted the connection and then stopped answering ends with an error.

let server: Http2Server;

/** A gRPC server that answers the greeting with an empty message, and nothing else ever. */
beforeEach(async () => {
  server = createServer();
  server.on('stream', (stream, headers) => {
    if (!headers[':path']?.endsWith('/GetSystemInfo')) return;
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(Buffer.alloc(5));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.close();
});

test('each call has a deadline', async () => {
  const { port } = server.address() as AddressInfo;
  const connection = await connectTo({ connectionOptions: { address: `127.0.0.1:${port}` } }, 200);
  try {
    const call = connection.workflowService.describeNamespace({ namespace: 'default' });
    await expect(call).rejects.toThrow('DEADLINE_EXCEEDED');
  } finally {
    await connection.close();
  }
});
