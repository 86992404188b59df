import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from '@jest/globals';
import { consume } from '../../fuzz/consume.ts';

// Inputs that once caused a failure. `npm run fuzz` adds files that are named by their digest; the others are
// written by hand and named after their fault.

const folder = fileURLToPath(new URL('crashers', import.meta.url));
const files = readdirSync(folder).map((name) => ({ name, bytes: Uint8Array.from(readFileSync(`${folder}/${name}`)) }));

test.each(files)('$name', ({ bytes }) => {
  for (const size of [bytes.length, 1, 2, 105, 106, 107]) consume(bytes, [size]);
});
