import { readFileSync } from 'node:fs';
import { readFile } from '../../activities/files/read-file.ts';
import { type BooksSettings, openBooks } from './books.ts';

// A process that reads one stored file, and says how long that took and how much memory the process used at most.

process.once('message', ({ settings, fileId }: { settings: BooksSettings; fileId: string }) => {
  read(settings, BigInt(fileId)).then(
    (result) => process.send?.(result, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.('ready');

async function read(settings: BooksSettings, fileId: bigint): Promise<{ seconds: number; peakBytes: number }> {
  const context = await openBooks(settings);
  const began = performance.now();
  await readFile(context, fileId);
  const seconds = (performance.now() - began) / 1000;
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return { seconds, peakBytes: Number(peak ?? 0) * 1024 };
}
