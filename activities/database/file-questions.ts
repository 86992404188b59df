import { alikeColumns } from '../store/alike-files.ts';

// Questions about stored files, for the worklist. Files of a partner that arrived on one day and have the same reason
// are one question, so that a partner's faulty batch does not hide all other questions.

/** A group of stored files that need a person. */
export interface FileQuestion {
  /** The oldest file of the group. */
  readonly fileId: string;
  readonly name: string;
  readonly partnerId: string;
  readonly state: 'received' | 'quarantined' | 'partly-read';
  readonly reason: string | null;
  readonly isMisdirected: boolean;
  /** Number of files in the group. */
  readonly files: number;
}

/** SQL of the groups as JSON, for the tenant $1 with the configured partners $2. */
export const fileQuestions = `
  select min(id) as id, received_on, min(due_on) as due_on, json_build_object(
    'fileId', min(id)::text,
    'name', coalesce((select remote_name from inbound_delivery where file_id = min(inbound_file.id)
      order by id desc limit 1), ''),
    'partnerId', partner_id, 'state', state, 'reason', (array_agg(reason order by id))[1],
    'isMisdirected', is_misdirected, 'files', count(*)) as question
  from inbound_file
  where tenant = $1 and (state in ('quarantined', 'partly-read')
    or (state = 'received' and not (partner_id = any($2::text[]))))
  group by ${alikeColumns}`;

/** What was found, for people. */
export function foundText({ fileId, name, partnerId, state, reason, files }: FileQuestion): string {
  const file = `file-${fileId} "${name}"`;
  const [what, is, are] = stateTexts[state];
  const because = reason === null ? '.' : `: ${reason}.`;
  if (files === 1) return `${file} from ${partnerId} ${is} ${what}${because}`;
  return `${files} files from ${partnerId} ${are} ${what}, among them ${file}${because}`;
}

const stateTexts = {
  received: ['read, since the partner is no longer configured', 'is not', 'are not'],
  quarantined: ['quarantined', 'is', 'are'],
  'partly-read': ['posted in part', 'is', 'are'],
} as const;

/** What a person can do, with the commands. */
export function adviceText(question: FileQuestion): string {
  const { fileId, files } = question;
  const list = files === 1 ? '' : `claimloop file list --alike ${fileId} lists them. `;
  const dismiss = `claimloop file dismiss ${fileId}${alike(question)} --reason TEXT --by NAME`;
  return `${list}${firstStep(question)}: ${dismiss}`;
}

function firstStep(question: FileQuestion): string {
  const { fileId, state, isMisdirected, reason } = question;
  if (state === 'received') return 'Configure the partner again, or dismiss';
  if (isMisdirected)
    return (
      'It may hold patient data of another practice. Tell the sender that it reached the wrong receiver, and do not ' +
      'forward it; if the id is ours too, add it to `accepts` in partners.json. Then'
    );
  const retry = `claimloop file retry ${fileId}${alike(question)}`;
  if (isUnexpectedEnvelope(reason ?? ''))
    return (
      'Ask the partner whether it is meant for us. If it is, add the value to `accepts` in partners.json and read it ' +
      `again: ${retry}. Otherwise`
    );
  return `Ask the partner to send it again, corrected; or read it again: ${retry}. Then`;
}

/** Whether a file is sound, and only its envelope does not fit the partner's configuration. */
function isUnexpectedEnvelope(reason: string): boolean {
  return /\((ISA06|GS02|ISA15|GS08)\)/.test(reason);
}

function alike({ files }: FileQuestion): string {
  return files === 1 ? '' : ' --alike';
}
