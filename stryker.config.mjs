import { join } from 'node:path';
import { cacheFolder } from './bin/setup/paths.mjs';

/** How mutation tests run. bin/mutate.mjs adds the files, their tests, and the aim of each folder. */
export default {
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  coverageAnalysis: 'perTest',
  timeoutMS: 10_000,
  inPlace: false,
  // TypeScript 7 has no programming interface, which Stryker would use to rewrite the file. Jest needs no such file.
  tsconfigFile: 'none',
  ignorePatterns: ['dist', '.ci', '.claimloop', '.cache', 'docs', 'bench', 'fuzz', 'sandbox', 'test/histories'],
  tempDirName: join(cacheFolder(), 'mutate', 'sandbox'),
  incremental: true,
  reporters: ['progress-append-only'],
  warnings: { slow: false },
};
