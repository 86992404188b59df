import { write837P, writeInterchange } from '../../x12/index.ts';
import { interchangeWith } from '../../x12/generate/interchange.ts';
import { generate837P } from '../../x12/generate/claims-837p.ts';
import { median, type Result } from '../result.ts';

/** Sets per round, and number of rounds. */
const setsOfRound = 400;
const rounds = 7;

/** Claims written as 837P per CPU second, compared with JSON. */
export function x12Writing(): Promise<readonly Result[]> {
  const values = Array.from({ length: setsOfRound }, (_, number) => generate837P(1, number).value);
  const claims = values.reduce(
    (total, value) => total + (JSON.stringify(value).match(/"patientControlNumber"/g)?.length ?? 0),
    0,
  );
  const rates: { json: number[]; x12: number[] } = { json: [], x12: [] };
  for (let round = 0; round < rounds; round += 1) {
    rates.json.push(claims / cpuSecondsOf(() => values.map((value) => JSON.stringify(value))));
    rates.x12.push(claims / cpuSecondsOf(() => writeAll(values)));
  }
  const [value, baseline] = [median(rates.x12), median(rates.json)];
  const ratio = median(rates.x12.map((rate, round) => rate / (rates.json[round] ?? 0)));
  return Promise.resolve([{ name: 'x12-837p-writer', value, unit: 'claims per CPU second', baseline, ratio }]);
}

function writeAll(values: readonly ReturnType<typeof generate837P>['value'][]): void {
  const sets = values.map((value, index) => write837P(value, String(index + 1).padStart(4, '0')));
  const written = writeInterchange(interchangeWith('837p', sets));
  if (written.kind === 'refused') throw new Error('the claims of the benchmark cannot be written');
}

function cpuSecondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}
