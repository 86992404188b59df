/** Resources that all test files of a Jest run share: one PostgreSQL server and one workflow bundle. */
export type SharedResource = 'postgres' | 'workflow-bundle';

/** Requests a shared resource from Jest's global set-up, which creates it on first use. Returns its URL or path. */
export async function sharedResource(name: SharedResource): Promise<string> {
  const server = process.env['CLAIMLOOP_TEST_RESOURCES'];
  if (!server) throw new Error("CLAIMLOOP_TEST_RESOURCES is not set: Jest's global set-up sets it");
  const response = await fetch(new URL(name, server));
  const text = await response.text();
  if (!response.ok) throw new Error(`${name}: ${text}`);
  return text;
}
