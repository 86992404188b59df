import type { BilledLine } from './billed-claim.ts';
import type { ServicePayment } from './remittance.ts';

/** A service as it was billed: SVC06 if the payer paid for another procedure, else SVC01. */
interface Wanted {
  readonly service: ServicePayment;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
}

/** From the strictest comparison to the loosest. All of them need the procedure and the date. */
const comparisons: readonly ((line: BilledLine, wanted: Wanted) => boolean)[] = [
  (line, wanted) => hasModifiers(line, wanted) && hasUnits(line, wanted) && hasCharge(line, wanted),
  (line, wanted) => hasModifiers(line, wanted) && hasCharge(line, wanted),
  (line, wanted) => hasModifiers(line, wanted),
  hasCharge,
  () => true,
];

/**
 * The line of each service payment, in their order: its `lineId`, or '' if it belongs to none. By our line id (REF*6R);
 * else by the procedure as billed, with modifiers, date, units and charge as far as they tell lines apart. A line has
 * one service, unless no other line is left for it: payers split lines.
 */
export function matchLines(lines: readonly BilledLine[], services: readonly ServicePayment[]): readonly string[] {
  const found = new Map<ServicePayment, string>();
  for (const service of services) {
    const named = lines.find(({ lineId }) => lineId === service.lineId?.trim());
    if (named) found.set(service, named.lineId);
  }
  const taken = new Set(found.values());
  const take = (isFree: (line: BilledLine) => boolean, fits: (line: BilledLine, wanted: Wanted) => boolean): void => {
    for (const service of services) {
      if (found.has(service)) continue;
      const line = namesOf(service)
        .map((wanted) => lines.find((one) => isFree(one) && isSameService(one, wanted) && fits(one, wanted)))
        .find((one) => one !== undefined);
      if (!line) continue;
      found.set(service, line.lineId);
      taken.add(line.lineId);
    }
  };
  for (const fits of comparisons) take(({ lineId }) => !taken.has(lineId), fits);
  for (const fits of comparisons) take(() => true, fits);
  return services.map((service) => found.get(service) ?? '');
}

function namesOf(service: ServicePayment): readonly Wanted[] {
  const { procedureCode, modifiers, billedAs } = service;
  return [...(billedAs ? [{ service, ...billedAs }] : []), { service, procedureCode, modifiers }];
}

function isSameService({ procedureCode, from, to }: BilledLine, wanted: Wanted): boolean {
  const { serviceDate } = wanted.service;
  if (procedureCode !== wanted.procedureCode) return false;
  return serviceDate === undefined || (from <= serviceDate && serviceDate <= to);
}

function hasModifiers({ modifiers }: BilledLine, wanted: Wanted): boolean {
  return modifiers.toSorted().join() === wanted.modifiers.toSorted().join();
}

/** The units as billed, SVC07, are given only if others were paid. */
function hasUnits({ units }: BilledLine, { service }: Wanted): boolean {
  return units === (service.billedUnits ?? service.units);
}

function hasCharge({ chargeCents }: BilledLine, { service }: Wanted): boolean {
  return chargeCents === Math.abs(service.chargeCents);
}
