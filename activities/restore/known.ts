import { assertNever } from '../../domain/assert-never.ts';
import type { ArchiveEntry } from '../archive/archive.ts';
import type { SentContent } from '../archive/record.ts';
import type { Sql } from '../store/database.ts';
import { tenant } from '../store/rows.ts';

/** Whether PostgreSQL has a file of the archive. It always does, unless it was restored to an earlier moment. */
export async function isKnown(sql: Sql, { file, bytes }: Pick<ArchiveEntry, 'file' | 'bytes'>): Promise<boolean> {
  const { from, where, values } =
    file.direction === 'sent'
      ? rowOf(file.content)
      : {
          ...{ from: 'inbound_file', where: 'tenant = $1 and partner_id = $2 and digest = $3' },
          values: [tenant, file.partnerId, sql.vault.digest(bytes)],
        };
  return (await sql.rows(`select from ${from} where ${where}`, values)).length > 0;
}

/** Marks a file as sent that PostgreSQL has as about to be sent. */
export async function markKnown(sql: Sql, { file, isDone }: ArchiveEntry): Promise<void> {
  if (file.direction === 'received' || !isDone) return;
  const { from, where, values } = rowOf(file.content);
  await sql.rows(`update ${from} set sent_at = $${values.length + 1} where ${where} and sent_at is null`, [
    ...values,
    new Date(file.archivedAt),
  ]);
}

interface Row {
  readonly from: string;
  readonly where: string;
  readonly values: readonly unknown[];
}

function rowOf(content: SentContent): Row {
  const { claimId } = content;
  switch (content.kind) {
    case 'claim':
      return {
        ...{ from: 'outbound_interchange', where: 'claim_id = $1 and submission = $2' },
        values: [claimId, content.submission],
      };
    case 'statement':
      return {
        ...{ from: 'statement', where: 'claim_id = $1 and cycle = $2 and number = $3' },
        values: [claimId, content.cycle, content.number],
      };
    case 'placement':
      return {
        ...{ from: 'placement', where: 'claim_id = $1 and placement = $2 and kind = $3' },
        values: [claimId, content.placement, content.notice],
      };
    default:
      return assertNever(content);
  }
}
