import type { Intake } from '../../domain/schema/intake.ts';
import { idOf } from './books.ts';

/** A file with one remittance that pays 80 percent of each line of claims, and adjusts the rest (CO-45). */
export function remittanceFile(
  { patient, insurance, claim }: Intake,
  { first, claims, today, trace }: { first: number; claims: number; today: string; trace: string },
): Buffer {
  const day = today.replaceAll('-', '');
  const lines = claim.serviceLines.map((line) => ({ ...line, paid: Math.floor(line.chargeAmountCents * 0.8) }));
  const [charge, paid] = [sum(lines.map((line) => line.chargeAmountCents)), sum(lines.map((line) => line.paid))];
  const services = lines.flatMap((line) => [
    ['SVC', procedureOf(line), money(line.chargeAmountCents), money(line.paid)].join('*'),
    `DTM*472*${line.serviceDate.replaceAll('-', '')}`,
    `CAS*CO*45*${money(line.chargeAmountCents - line.paid)}`,
    `REF*6R*${line.lineId}`,
  ]);
  const parts: string[] = [
    'ISA*00*          *00*          *ZZ*BENCHPAYER     *ZZ*CLAIMLOOP      *260401*0800*^*00501*000000001*0*P*:',
    `GS*HP*BENCHPAYER*CLAIMLOOP*${day}*0800*1*X*005010X221A1`,
    ...['ST*835*0001', `BPR*I*${money(paid * claims)}*C*CHK************${day}`, `TRN*1*${trace}*1999999999`],
    ...[`N1*PR*${insurance[0]?.payerName ?? ''}`, 'N3*1 WAY', 'N4*TRENTON*NJ*08608', 'PER*BL*EDI*TE*8005550100'],
    ...[`N1*PE*CLINIC*XX*1999999984`, 'LX*1'],
  ];
  for (let number = first; number < first + claims; number += 1)
    parts.push(
      `CLP*${idOf(number)}*1*${money(charge)}*${money(paid)}**12*P${number}*11*1`,
      `NM1*QC*1*${patient.lastName}*${patient.firstName}`,
      ...services,
    );
  parts.push(`SE*${parts.length - 1}*0001`, 'GE*1*1', 'IEA*1*000000001', '');
  return Buffer.from(parts.join('~'));
}

function procedureOf({ procedureCode, modifiers }: Intake['claim']['serviceLines'][number]): string {
  return ['HC', procedureCode, ...modifiers].join(':');
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function money(amountCents: number): string {
  return (amountCents / 100).toFixed(2);
}
