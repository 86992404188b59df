import { csvHeader, csvLines, FileReader, read835, type RemittanceTable } from '../../../x12/index.ts';
import { CommandProblem } from '../problem.ts';
import { Output } from './output.ts';
import { piecesOf } from './pieces.ts';
import { SetCollector } from './set-collector.ts';
import { unreadable } from './show.ts';

/** `x12 csv FILE`: one table of the remittances of a file. Holds one transaction set at a time. */
export function csvOf(file: string, { table }: { readonly table: RemittanceTable }): void {
  const output = new Output();
  output.write(csvHeader(table));
  let [remittances, faulty] = [0, 0];
  const reader = new FileReader(
    new SetCollector((set) => {
      if (set.set !== '835') return;
      const read = read835(set);
      if (read.kind === 'faulty') faulty += 1;
      else {
        remittances += 1;
        for (const line of csvLines(table, read.value)) output.write(line);
      }
    }),
  );
  for (const piece of piecesOf(file)) reader.push(piece);
  const stop = reader.end();
  output.flush();
  if (stop) throw unreadable(file, stop);
  if (faulty > 0) throw new CommandProblem(`${faulty} remittance(s) of ${file} cannot be read; see x12 check.`, 1);
  if (remittances === 0) throw new CommandProblem(`${file} contains no remittance (835).`, 1);
}
