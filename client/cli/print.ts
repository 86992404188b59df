import { dollars, cents } from '../../domain/money.ts';

/** Options that every command has. */
export interface CommonOptions {
  readonly data: string;
  readonly json?: boolean;
}

/** Prints data as JSON when asked to, otherwise as text for people. */
export function output({ json }: { readonly json?: boolean | undefined }, data: unknown, text: () => string): void {
  process.stdout.write(`${json ? JSON.stringify(data, undefined, 2) : text()}\n`);
}

/** Rows in aligned columns; the last column is not padded. Columns whose heading begins with ">" are right-aligned. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const names = heads.map((head) => head.replace(/^>/, ''));
  const widths = names.map((name, index) => Math.max(name.length, ...rows.map((row) => (row[index] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        if (heads[index]?.startsWith('>')) return cell.padStart(width);
        return index === cells.length - 1 ? cell : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(names), ...rows.map(line)].join('\n');
}

/** Cents as people write them: $263.00. */
export function money(amountCents: number): string {
  return dollars(cents(amountCents));
}

/** What a person types to run a command on the same installation, from a checkout or with the installed package. */
export function commandLine(command: string, data: string): string {
  const isCheckout = process.env['npm_package_name'] === 'claimloop';
  const program = isCheckout ? 'npm run -s claimloop --' : 'claimloop';
  return `${program} ${command}${data === '.claimloop' ? '' : ` --data ${data}`}`;
}
