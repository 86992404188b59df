import { policyFor } from '../../../domain/policy/default-policy.ts';
import type { Debtor } from '../../../domain/ledger/who-owes.ts';
import type { RemittanceDetail, RemittanceRow } from '../../../activities/remittance-contract.ts';
import type { DecisionResult, RemittanceDecision } from '../../../activities/worklist-contract.ts';
import { aLine, anIntake } from '../../domain/builders.ts';
import type { Installation } from '../installation.ts';

/** What a test of posting sees of an installation: claims of $100.00, remittances as segments, and the books. */
export function remittancesIn(getOffice: () => Installation) {
  let count = 0;

  /** Opens a claim of Testa Sample: one line of $100.00 unless told otherwise. Returns its id. */
  async function open(lines: readonly object[] = [{}], claimId = `REM${String((count += 1)).padStart(5, '0')}A`) {
    const intake = anIntake((json) => {
      json.claim.serviceLines = lines.map((line, index) =>
        aLine({ lineId: String(index + 1), chargeAmountCents: 10_000, ...line }),
      );
    });
    const given = { ...intake, externalId: claimId, patientControlNumber: claimId };
    const opened = await getOffice().database.openClaim({
      workflowId: `claim-${claimId}`,
      runId: 'run-1',
      intake: given,
    });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    return claimId;
  }

  /** Receives one remittance. The segments follow N1*PE. Returns the number of its file. */
  async function receive(
    trace: string,
    bpr: string,
    segments: readonly string[],
    more: Envelope = {},
  ): Promise<string> {
    const control = String(800_000_000 + (count += 1));
    const bytes = remittanceText(control, trace, bpr, segments, more);
    await getOffice().receive('payer', `r${control}.835`, bytes);
    const [file] = await getOffice().db.query('select max(id)::text as id from inbound_file');
    return String(file?.['id']);
  }

  /** Net cents of accounts. */
  async function balances(...names: readonly string[]): Promise<readonly number[]> {
    const report = await getOffice().database.readReport({ report: 'trial-balance' });
    if (report.report !== 'trial-balance' || !report.balanced) throw new Error('the books do not balance');
    return names.map((name) => {
      const found = report.accounts.find(({ account }) => account === name);
      return (found?.debitCents ?? 0) - (found?.creditCents ?? 0);
    });
  }

  /** What an act moves on accounts. */
  async function moved(names: readonly string[], act: () => Promise<unknown>): Promise<readonly number[]> {
    const before = await balances(...names);
    await act();
    return (await balances(...names)).map((amount, index) => amount - (before[index] ?? 0));
  }

  async function owes(claimId: string): Promise<Debtor> {
    const policy = policyFor('default', getOffice().config.clock, {});
    if (!policy) throw new Error('no default policy');
    return getOffice().database.whoOwes({ claimId, policy });
  }

  async function list(fileId?: string): Promise<readonly RemittanceRow[]> {
    const report = await getOffice().database.readReport({ report: 'remittances', fileId });
    return report.report === 'remittances' ? report.parts : [];
  }

  async function show(part: string): Promise<RemittanceDetail | null> {
    const report = await getOffice().database.readReport({ report: 'remittance', part });
    return report.report === 'remittance' ? report.remittance : null;
  }

  /** "state claim findings" of each part of a file. */
  const states = async (fileId: string): Promise<readonly string[]> =>
    (await list(fileId)).map(({ state, claimId, findings }) => [state, claimId ?? '-', ...findings].join(' '));

  const decide = (decision: Decided): Promise<DecisionResult> =>
    getOffice().database.decide({ reason: 'the payer says so', by: 'ann', ...decision } as RemittanceDecision);

  /** Texts of the open questions about remittances of a file. */
  async function questions(fileId: string): Promise<readonly string[]> {
    const report = await getOffice().database.readReport({ report: 'worklist', filter: { kind: 'remittance' } });
    const items = report.report === 'worklist' ? report.items : [];
    return items.filter(({ found }) => found.startsWith(`file-${fileId}`)).map(({ found }) => found);
  }

  return { balances, decide, list, moved, open, owes, questions, receive, show, states };
}

interface Envelope {
  readonly payee?: string;
  readonly payer?: string;
  readonly originatorId?: string;
  readonly paidOn?: string;
  readonly currency?: string;
}

type Decided = Pick<RemittanceDecision, 'kind' | 'segment'> & {
  readonly claimId?: string;
  readonly by?: string;
};

/** The bytes of a file with one remittance; the segments follow LX. */
export function remittanceText(
  control: string,
  trace: string,
  bpr: string,
  segments: readonly string[],
  more: Envelope = {},
): Buffer {
  const {
    payee = 'XX*1999999984',
    payer = 'INVENTED HEALTH PLAN',
    originatorId = '1512345678',
    paidOn = '20260309',
  } = more;
  const set = [
    'ST*835*0001',
    `BPR*I*${bpr}*C*CHK************${paidOn}`,
    `TRN*1*${trace}*${originatorId}`,
    ...(more.currency === undefined ? [] : [`CUR*PR*${more.currency}`]),
    'DTM*405*20260309',
    `N1*PR*${payer}`,
    'N3*1 MADE UP WAY',
    'N4*TRENTON*NJ*08608',
    'PER*BL*EDI DESK*TE*8005550100',
    `N1*PE*ELM FAMILY CLINIC*${payee}`,
    'LX*1',
    ...segments,
  ];
  const all = [
    `ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLAIMLOOP      *260309*0800*^*00501*${control}*0*P*:`,
    `GS*HP*PAYER*CLAIMLOOP*20260309*0800*${control}*X*005010X221A1`,
    ...set,
    `SE*${set.length + 1}*0001`,
    `GE*1*${control}`,
    `IEA*1*${control}`,
    '',
  ];
  return Buffer.from(all.join('~\n'));
}

/** The segments of a claim payment of one line, with its CAS segments; $80.00 and CO-45 of $100.00 by default. */
export function claimPaid(claimId: string, change: Change = {}): readonly string[] {
  const {
    status = '1',
    charge = 100,
    paid = 80,
    share = '',
    icn = 'ICN1',
    cas = ['CO*45*20'],
    name,
    served,
    line,
  } = change;
  return [
    `CLP*${claimId}*${status}*${charge}*${paid}*${share}*12*${icn}*11*1`,
    `NM1*QC*1*${name ?? 'SAMPLE*TESTA'}****MI*W123456789`,
    `SVC*HC:G0463*${charge}*${paid}**1`,
    `DTM*472*${served ?? '20260302'}`,
    ...cas.map((one) => `CAS*${one}`),
    ...(line === undefined ? [] : [`REF*6R*${line}`]),
  ];
}

interface Change {
  readonly status?: string;
  readonly charge?: number;
  readonly paid?: number;
  readonly share?: string;
  readonly icn?: string;
  readonly cas?: readonly string[];
  readonly name?: string;
  readonly served?: string;
  readonly line?: string;
}
