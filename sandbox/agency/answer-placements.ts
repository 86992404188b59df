import type { Mailbox } from '../mailbox.ts';

/** Acknowledges each account of a placement file. Recall files are not answered. */
export function answerPlacements(mailbox: Mailbox): void {
  for (const arrival of mailbox.arrived()) {
    const [header = '', ...rows] = arrival.bytes
      .toString('utf8')
      .split(/\r?\n/)
      .filter((row) => row !== '');
    const columns = header.split(',');
    if (columns[0] === 'batchId')
      mailbox.send(`placement_ack-${arrival.sha256.slice(0, 16)}.csv`, acknowledgment(columns, rows));
    mailbox.finish(arrival);
  }
}

/** Accepts all accounts if the trailer's count is right; otherwise refuses all. */
function acknowledgment(columns: readonly string[], rows: readonly string[]): string {
  const accounts = rows.filter((row) => !row.startsWith('TRAILER,'));
  const trailer = rows.find((row) => row.startsWith('TRAILER,'))?.split(',');
  const isWhole = trailer?.[1] === String(accounts.length);
  const at = (row: string, column: string): string => row.split(',')[columns.indexOf(column)] ?? '';
  const answers = accounts.map((row) => {
    const account = at(row, 'accountNumber');
    return [
      at(row, 'batchId'),
      account,
      isWhole ? `AG-${account}` : '',
      isWhole ? 'Y' : 'N',
      isWhole ? '' : 'TRAILER',
    ].join(',');
  });
  return [
    ['batchId', 'accountNumber', 'agencyAccountNumber', 'accepted', 'rejectCode'].join(','),
    ...answers,
    `TRAILER,${answers.length},0`,
    '',
  ].join('\r\n');
}
