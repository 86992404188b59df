import { recordWorkItems } from '../store/work-items.ts';
import { fileQuestionDueOn } from './due-on.ts';
import { fileText, type SetContext } from './file-context.ts';
import type { Answer } from './submission-answers.ts';

/**
 * Asks about acceptances of submissions that were rejected before. Both answers are stored; the claim is already being
 * corrected, so the payer may get it twice. A rejection after an acceptance is asked about by the claim itself. Call it
 * before the answers are stored.
 */
export async function askAboutContradictions(context: SetContext, answers: readonly Answer[]): Promise<void> {
  const { sql, source, place, today } = context;
  const accepted = answers.filter(({ verdict, subject }) => verdict === 'accepted' && subject !== undefined);
  if (accepted.length === 0) return;
  const rejected = await sql.rows<{ submission: string }>(
    `select distinct claim_id || '-' || submission as submission from acknowledgment
     where verdict = 'rejected' and claim_id = any($1::text[])`,
    [accepted.map(({ subject }) => subject?.claimId ?? '')],
  );
  const known = new Set(rejected.map(({ submission }) => submission));
  await recordWorkItems(
    sql,
    accepted.flatMap(({ subject, position }) =>
      subject && known.has(`${subject.claimId}-${subject.submission}`)
        ? [
            {
              key: `${source}:${position}:contradiction`,
              claimId: subject.claimId,
              kind: 'contradiction',
              owner: 'BILLER',
              openedOn: today,
              dueOn: fileQuestionDueOn(today),
              found:
                `${fileText(context, place)}, segment ${position}: the payer accepts submission ` +
                `${subject.submission} of claim ${subject.claimId}, which it rejected before.`,
              canDo:
                'Ask the payer which answer counts. If it has the claim, do not correct it; if a corrected claim ' +
                'went out, expect a duplicate denial of one of them. Then close this item with what you found.',
            },
          ]
        : [],
    ),
  );
}
