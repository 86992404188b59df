/** What test files ask of the process that runs Jest, where it is made once for all of them. */
export type DeskThing = 'postgres' | 'workflow-bundle';

/** Asks for one of them; resolves to its connection string or path. */
export async function askDesk(thing: DeskThing): Promise<string> {
  const desk = process.env['CLAIMLOOP_TEST_DESK'];
  if (!desk) throw new Error("CLAIMLOOP_TEST_DESK is not set: Jest's global set-up opens the desk");
  const response = await fetch(new URL(thing, desk));
  const text = await response.text();
  if (!response.ok) throw new Error(`${thing}: ${text}`);
  return text;
}
