import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

// Every claim has two lines, about 350 bytes and 18 segments, which is typical for payers.

interface BenchClaim {
  readonly segments: readonly string[];
  readonly paidCents: number;
}

/** A balanced claim payment, determined by its number. */
function claimPayment(number: number): BenchClaim {
  const charge = 12_000 + (number % 700) * 13;
  const [first, second] = [Math.floor(charge * 0.6), charge - Math.floor(charge * 0.6)];
  const [contract, deductible] = [Math.floor(first * 0.2), number % 5 === 0 ? 2_000 : 0];
  const discount = Math.floor(second * 0.25);
  const [paidFirst, paidSecond] = [first - contract - deductible, second - discount];
  const id = `C${String(number).padStart(9, '0')}`;
  const paidCents = paidFirst + paidSecond;
  const segments = [
    `CLP*${id}*1*${money(charge)}*${money(paidCents)}*${money(deductible)}*12*P${id}*11*1`,
    `NM1*QC*1*DOE${number % 97}*JOHN*Q***MI*W${100_000_000 + number}`,
    'NM1*82*2*ELM CLINIC*****XX*1999999984',
    `REF*1L*GROUP${number % 50}`,
    'DTM*232*20260301',
    'DTM*050*20260310',
    `AMT*AU*${money(charge)}`,
    `SVC*HC:G0463*${money(first)}*${money(paidFirst)}**1`,
    'DTM*472*20260301',
    `CAS*CO*45*${money(contract)}`,
    ...(deductible > 0 ? [`CAS*PR*1*${money(deductible)}`] : []),
    'REF*6R*1',
    `AMT*B6*${money(first - contract)}`,
    `SVC*HC:J3301:59*${money(second)}*${money(paidSecond)}**2`,
    'DTM*472*20260301',
    `CAS*CO*45*${money(discount)}`,
    'REF*6R*2',
    `AMT*B6*${money(paidSecond)}`,
  ];
  return { segments, paidCents };
}

function money(cents: number): string {
  return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2).replace(/0$/, '');
}

const header =
  'ISA*00*          *00*          *ZZ*BENCHPAYER     *ZZ*CLAIMLOOP      *260401*0800*^*00501*000000001*0*P*:';
const group = 'GS*HP*BENCHPAYER*CLAIMLOOP*20260401*0800*1*X*005010X221A1';
const parties = [
  ...['TRN*1*T1*1999999999', 'N1*PR*BENCH PAYER', 'N3*1 WAY', 'N4*TRENTON*NJ*08608', 'PER*BL*EDI*TE*8005550100'],
  ...['N1*PE*CLINIC*XX*1999999984', 'LX*1'],
];

/** Claims per set: a payment has at most ten digits. */
const claimsOfSet = 100_000;

/** A file of balanced remittances of about this many megabytes, on one line; generated once and cached. */
export function remittanceFile(folder: string, megabytes: number): string {
  const path = join(folder, `remittances-${megabytes}.835`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const descriptor = openSync(`${path}.part`, 'w');
  let size = writeSync(descriptor, joined([header, group]));
  let sets = 0;
  for (let first = 0; size < megabytes * 1_000_000; first += claimsOfSet) {
    const text = remittanceSet(first, megabytes * 1_000_000 - size, String((sets += 1)).padStart(4, '0'));
    size += writeSync(descriptor, text);
  }
  writeSync(descriptor, joined([`GE*${sets}*1`, 'IEA*1*000000001']));
  closeSync(descriptor);
  renameSync(`${path}.part`, path);
  return path;
}

/** One transaction set with as many claims as fit, starting at a number. */
function remittanceSet(first: number, room: number, control: string): string {
  const texts: string[] = [];
  let [size, paid, segments] = [0, 0, parties.length + 3];
  for (let number = first; number < first + claimsOfSet && size < room; number += 1) {
    const claim = claimPayment(number);
    const text = joined(claim.segments);
    texts.push(text);
    size += text.length;
    paid += claim.paidCents;
    segments += claim.segments.length;
  }
  const before = [`ST*835*${control}`, `BPR*I*${money(paid)}*C*CHK************20260401`, ...parties];
  return joined(before) + texts.join('') + joined([`SE*${segments}*${control}`]);
}

function joined(segments: readonly string[]): string {
  return segments.map((segment) => `${segment}~`).join('');
}
