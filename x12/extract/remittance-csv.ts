import type { ClaimPayment835, Remittance835 } from '../sets/835.ts';

/** The tables of a remittance. */
export const remittanceTables = ['payments', 'claims', 'lines', 'adjustments', 'provider-adjustments'] as const;
/** The name of a table of a remittance. */
export type RemittanceTable = (typeof remittanceTables)[number];

type Cell = string | number | undefined;

const columns: Readonly<Record<RemittanceTable, readonly string[]>> = {
  payments: ['trace', 'paid_on', 'method', 'payer', 'payee', 'payee_id', 'amount'],
  claims: [
    ...['trace', 'paid_on', 'claim', 'payer_claim', 'status', 'charge', 'paid', 'patient_responsibility'],
    ...['last_name', 'first_name', 'member_id'],
  ],
  lines: ['trace', 'claim', 'payer_claim', 'line', 'service_date', 'procedure', 'modifiers', 'units', 'charge', 'paid'],
  'provider-adjustments': ['trace', 'paid_on', 'provider', 'fiscal_year_end', 'reason', 'reference', 'amount'],
  adjustments: ['trace', 'claim', 'payer_claim', 'line', 'group', 'reason', 'amount', 'quantity'],
};

/** The header line of a table. */
export function csvHeader(table: RemittanceTable): string {
  return line(columns[table]);
}

/**
 * The lines of a table for one remittance. Amounts are dollars; text cannot be taken for a spreadsheet formula. The
 * amount of a payment is the sum of what is paid for its claims minus its provider adjustments.
 */
export function csvLines(table: RemittanceTable, remittance: Remittance835): readonly string[] {
  if (table === 'payments') return [line(paymentRow(remittance))];
  if (table === 'provider-adjustments') return providerRows(remittance).map(line);
  const claims = (remittance.headers ?? []).flatMap((header) => header.claims ?? []);
  return claims.flatMap((claim) => rowsOf[table](claim, remittance)).map(line);
}

function paymentRow({ trace, payment, payer, payee }: Remittance835): readonly Cell[] {
  return [
    ...[trace.traceNumber, payment.paidOn, payment.method, payer.name.name, payee.name.name, payee.name.id],
    dollars(payment.amountCents),
  ];
}

function providerRows({ trace, payment, providerAdjustments = [] }: Remittance835): readonly (readonly Cell[])[] {
  return providerAdjustments.flatMap(({ adjustment: { providerId, fiscalYearEnd, adjustments } }) =>
    adjustments.map(({ id, amountCents }) => [
      ...[trace.traceNumber, payment.paidOn, providerId, fiscalYearEnd, id.reasonCode, id.reference],
      dollars(amountCents),
    ]),
  );
}

type Rows = (claim: ClaimPayment835, remittance: Remittance835) => readonly (readonly Cell[])[];

const rowsOf: Readonly<Record<'claims' | 'lines' | 'adjustments', Rows>> = {
  claims: ({ claim, patient }, { trace, payment }) => [
    [
      ...[trace.traceNumber, payment.paidOn, claim.patientControlNumber, claim.payerControlNumber, claim.statusCode],
      ...[dollars(claim.chargeCents), dollars(claim.paidCents), dollars(claim.patientResponsibilityCents)],
      ...[patient?.lastName, patient?.firstName, patient?.id],
    ],
  ],
  lines: ({ claim, services = [] }, { trace }) =>
    services.map(({ service, dates = [] }, index) => [
      ...[trace.traceNumber, claim.patientControlNumber, claim.payerControlNumber, index + 1, dates[0]?.on],
      ...[service.procedure.code, service.procedure.modifiers?.join(' '), service.units ?? 1],
      ...[dollars(service.chargeCents), dollars(service.paidCents)],
    ]),
  adjustments: (payment, { trace }) => {
    const { claim, adjustments = [], services = [] } = payment;
    const ofClaim = adjustments.map((one) => ({ ...one, line: undefined }));
    const ofLines = services.flatMap((service, index) =>
      (service.adjustments ?? []).map((one) => ({ ...one, line: index + 1 })),
    );
    return [...ofClaim, ...ofLines].flatMap(({ group, reasons, line: number }) =>
      reasons.map(({ reasonCode, amountCents, quantity }) => [
        ...[trace.traceNumber, claim.patientControlNumber, claim.payerControlNumber, number],
        ...[group, reasonCode, dollars(amountCents), quantity],
      ]),
    );
  },
};

/** An amount is a number for a spreadsheet, so it is not text that could be a formula. */
function dollars(cents: number | undefined): number | undefined {
  return cents === undefined ? undefined : cents / 100;
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  // A spreadsheet evaluates text that begins with one of these, full-width or not. @source OWASP, CSV Injection
  const safe = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
