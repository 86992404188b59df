import { statSync } from 'node:fs';
import { readers } from './readers.ts';

// A process of its own for each reading: its processor time and its peak memory are then those of the reading.

const [name = '', file = ''] = process.argv.slice(2);
const reader = readers[name];
if (!reader) throw new Error(`no such reader: ${name}`);
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
