/** A claim payment of an 835, in dollars. */
export interface PaidClaim {
  readonly claimId: string;
  /** CLP02. */
  readonly status?: string;
  readonly charge: number;
  readonly paid: number;
  /** CLP05. */
  readonly patientPart?: number;
  /** CLP07. */
  readonly payerControlNumber?: string;
  /** Claim-level adjustments, such as "PR*1*15". */
  readonly adjustments?: readonly string[];
  readonly services?: readonly PaidService[];
}

/** A service of a claim payment, in dollars. */
export interface PaidService {
  readonly charge: number;
  readonly paid: number;
  /** Adjustments, such as "CO*45*20". */
  readonly adjustments?: readonly string[];
  /** REF*6R. */
  readonly line?: string;
  readonly code?: string;
  /** SVC06: the procedure as billed, if the payer paid another. */
  readonly billedAs?: string;
}

let control = 800_000_000;

/** The text of an 835 of the demo payer that pays these claims on March 9, 2026. */
export function era(trace: string, claims: readonly PaidClaim[], payer = 'DEMO PAYER'): string {
  control += 1;
  const total = claims.reduce((sum, { paid }) => sum + paid, 0);
  const body = [
    'ST*835*0001',
    `BPR*I*${total}*C*CHK************20260309`,
    `TRN*1*${trace}*1512345678`,
    'DTM*405*20260309',
    ...[`N1*PR*${payer}`, 'N3*1 MADE UP WAY', 'N4*TRENTON*NJ*08608', 'PER*BL*EDI DESK*TE*8005550100'],
    'N1*PE*ELM FAMILY CLINIC*XX*1999999984',
    'LX*1',
    ...claims.flatMap(claimSegments),
  ];
  const segments = [
    `ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLAIMLOOP      *260309*0800*^*00501*${control}*0*P*:`,
    `GS*HP*PAYER*CLAIMLOOP*20260309*0800*${control}*X*005010X221A1`,
    ...body,
    `SE*${body.length + 1}*0001`,
    `GE*1*${control}`,
    `IEA*1*${control}`,
  ];
  return segments.map((segment) => `${segment}~\n`).join('');
}

function claimSegments(claim: PaidClaim): readonly string[] {
  const { claimId, status = '1', charge, paid, patientPart = '', payerControlNumber = `ICN${claimId}` } = claim;
  return [
    `CLP*${claimId}*${status}*${charge}*${paid}*${patientPart}*12*${payerControlNumber}*11*1`,
    ...(claim.adjustments ?? []).map((adjustment) => `CAS*${adjustment}`),
    'NM1*QC*1*SAMPLE*TESTA****MI*W123456789',
    ...(claim.services ?? []).flatMap((service) => [
      `SVC*HC:${service.code ?? 'G0463'}*${service.charge}*${service.paid}**1${billed(service)}`,
      'DTM*472*20260302',
      ...(service.adjustments ?? []).map((adjustment) => `CAS*${adjustment}`),
      ...(service.line === undefined ? [] : [`REF*6R*${service.line}`]),
    ]),
  ];
}

function billed({ billedAs }: PaidService): string {
  return billedAs === undefined ? '' : `*HC:${billedAs}`;
}
