import { statSync } from 'node:fs';
import { readers } from './readers.ts';

// Runs one reader in a separate process, so that CPU time and peak memory are those of the reader. Of several readings
// only the last is timed.

const [name = '', file = '', readings = '1'] = process.argv.slice(2);
const reader = readers[name];
if (!reader) throw new Error(`no such reader: ${name}`);
for (let reading = 1; reading < Number(readings); reading += 1) await reader(file);
const before = process.cpuUsage();
const counted = await reader(file);
const { user, system } = process.cpuUsage(before);
const cpuSeconds = (user + system) / 1_000_000;
console.log(
  JSON.stringify({
    counted,
    megabytesPerCpuSecond: statSync(file).size / 1_000_000 / cpuSeconds,
    peakMegabytes: process.resourceUsage().maxRSS / 1_000,
  }),
);
