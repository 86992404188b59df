// X12 files as raw text, so that a test can put any text into any element.

/** A remittance advice with one claim: charged $100.00, paid $80.00. */
export interface SetText {
  /** ST02. */
  readonly control?: string;
  readonly trace: string;
  readonly claimId: string;
  /** N104 of the payee. */
  readonly payeeId?: string;
  readonly payerControlNumber?: string;
  /** Makes the total wrong by this many dollars. */
  readonly off?: number;
  /** BPR16 and DTM*472, ccyymmdd. */
  readonly paidOn?: string;
  readonly servedOn?: string;
}

/** A 277CA that accepts one claim. */
export interface AcceptanceText {
  readonly control?: string;
  readonly accepts: string;
}

/** One functional group. */
export interface GroupText {
  readonly control?: number;
  readonly version?: string;
  /** GS02 and GS03. */
  readonly groupSender?: string;
  readonly groupReceiver?: string;
  readonly sets: readonly (SetText | AcceptanceText)[];
}

/** One interchange. */
export interface InterchangeText {
  readonly control?: number;
  readonly usage?: string;
  readonly sender?: string;
  readonly receiver?: string;
  /** TA1 segments. */
  readonly acknowledgments?: readonly string[];
  readonly groups: readonly GroupText[];
}

let controls = 700_000_000;

/** A file with these interchanges, one segment per line. */
export function x12File(...interchanges: readonly InterchangeText[]): Buffer {
  return Buffer.from(interchanges.map(interchange).join(''), 'latin1');
}

function interchange(text: InterchangeText): string {
  const { usage = 'P', sender = 'PAYER', receiver = 'CLAIMLOOP', acknowledgments = [], groups } = text;
  const control = text.control ?? (controls += 1);
  const isa =
    `ISA*00*          *00*          *ZZ*${sender.padEnd(15)}*ZZ*${receiver.padEnd(15)}` +
    `*260309*0800*^*00501*${control}*0*${usage}*:~\n`;
  const answers = acknowledgments.map((one) => `${one}~\n`);
  return [isa, ...answers, ...groups.map(group), `IEA*${groups.length}*${control}~\n`].join('');
}

function group({ control = (controls += 1), version, sets, ...parties }: GroupText): string {
  const { groupSender = 'PAYER', groupReceiver = 'CLAIMLOOP' } = parties;
  const isRemittance = sets.every((set) => 'trace' in set);
  const [id, usual] = isRemittance ? ['HP', '005010X221A1'] : ['HN', '005010X214'];
  const gs = `GS*${id}*${groupSender}*${groupReceiver}*20260309*0800*${control}*X*${version ?? usual}~\n`;
  const written = sets.map((set) => ('trace' in set ? remittance(set) : acceptance(set)));
  return [gs, ...written, `GE*${sets.length}*${control}~\n`].join('');
}

function remittance(set: SetText): string {
  const { control = '0001', trace, claimId, payeeId = '1999999984', payerControlNumber = 'ICN1', off = 0 } = set;
  const { paidOn = '20260309', servedOn = '20260302' } = set;
  return wrap('835', control, [
    `BPR*I*${80 + off}*C*CHK************${paidOn}`,
    `TRN*1*${trace}*1512345678`,
    'DTM*405*20260309',
    'N1*PR*INVENTED HEALTH PLAN',
    'N3*1 MADE UP WAY',
    'N4*TRENTON*NJ*08608',
    'PER*BL*EDI SUPPORT*TE*8005550100',
    `N1*PE*ELM FAMILY CLINIC*XX*${payeeId}`,
    'LX*1',
    `CLP*${claimId}*1*100*80**12*${payerControlNumber}*11*1`,
    'NM1*QC*1*SAMPLE*TESTA****MI*W123456789',
    'SVC*HC:99213*100*80**1*HC:G0463',
    `DTM*472*${servedOn}`,
    'CAS*CO*45*20',
  ]);
}

function acceptance({ control = '0001', accepts }: AcceptanceText): string {
  return wrap(
    '277',
    control,
    [
      'BHT*0085*08*A1*20260309*0800*TH',
      'HL*1**20*1',
      'NM1*PR*2*INVENTED HEALTH PLAN*****PI*DEMO1',
      'TRN*1*1',
      'DTP*050*D8*20260309',
      'DTP*009*D8*20260309',
      'HL*2*1*21*1',
      'NM1*41*2*ELM FAMILY CLINIC*****46*CLAIMLOOP',
      'TRN*2*1',
      'STC*A1:19:PR*20260309*WQ*100',
      'HL*3*2*19*1',
      'NM1*85*2*ELM FAMILY CLINIC*****XX*1999999984',
      'HL*4*3*PT',
      'NM1*QC*1*ABARA*BRUNO****MI*W100200300',
      `TRN*2*${accepts}`,
      'STC*A2:20:PR*20260309*WQ*100',
    ],
    '*005010X214',
  );
}

function wrap(set: string, control: string, segments: readonly string[], guide = ''): string {
  return [`ST*${set}*${control}${guide}`, ...segments, `SE*${segments.length + 2}*${control}`]
    .map((segment) => `${segment}~\n`)
    .join('');
}
