import { join } from 'node:path';
import { cacheFolder, inRoot } from './bin/setup/paths.mjs';

/** How mutation tests run. bin/mutate.mjs adds the files, their tests, and the aim of each folder. */
export default {
  plugins: [inRoot('bin/mutate/runner.mjs')],
  testRunner: 'in-process',
  coverageAnalysis: 'perTest',
  timeoutMS: 10_000,
  inPlace: false,
  // Stryker would rewrite the file through an interface that TypeScript 7 lacks. The tests do not need the file.
  tsconfigFile: 'none',
  ignorePatterns: ['dist', '.ci', '.claimloop', '.cache', 'docs', 'bench', 'fuzz', 'sandbox', 'test/histories'],
  tempDirName: join(cacheFolder(), 'mutate', 'sandbox'),
  incremental: true,
  reporters: ['progress-append-only'],
  warnings: { slow: false },
};
