const dayLength = 86_400_000;

/**
 * A date, period or date with time, some days later: yymmdd, ccyymmdd, ccyymmddhhmm or ccyymmdd-ccyymmdd. A time stays
 * as it is. Undefined when the text is none of these.
 */
export function shifted(text: string, days: number): string | undefined {
  if (/^\d{4}$/.test(text)) return text;
  const parts = text.split('-').map((part) => shiftedDay(part, days));
  return parts.some((part) => part === undefined) ? undefined : parts.join('-');
}

function shiftedDay(text: string, days: number): string | undefined {
  const [, year, month, day, rest = ''] = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{4})?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const full = year.length === 2 ? 2_000 + Number(year) : Number(year);
  const at = Date.UTC(full, Number(month) - 1, Number(day));
  const date = new Date(at);
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  const moved = new Date(at + days * dayLength).toISOString().slice(0, 10).replaceAll('-', '');
  return `${year.length === 2 ? moved.slice(2) : moved}${rest}`;
}
