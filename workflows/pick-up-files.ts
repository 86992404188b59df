import { files } from './activity-options.ts';

/**
 * One visit to a trading partner's mailbox, started by a Schedule: fetch what is there, read and post each file whole,
 * then tell the claims. A file that cannot be read is quarantined and its neighbours go on.
 */
export async function pickUpFiles(input: { partnerId: string }): Promise<{ read: number }> {
  const { fileIds } = await files.fetchFiles(input);
  let toTell = 0;
  for (const fileId of fileIds) toTell += (await files.readFile({ fileId })).claimsToTell;
  if (toTell > 0) await files.tellClaims({});
  return { read: fileIds.length };
}
