import { expect, test } from '@jest/globals';
import { generatedFile, generatedNames, kindsOf } from '../../x12/generate/index.ts';
import { FileMasker } from '../../x12/index.ts';
import { bytesOf, checkedFile } from './builders.ts';

function masked(bytes: Uint8Array): Uint8Array {
  let text = '';
  let state = 7;
  const random = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const masker = new FileMasker((part) => (text += part), { random, days: -40 });
  masker.push(bytes);
  masker.end();
  return bytesOf(text);
}

test.each(generatedNames)('a masked %s of any kind keeps its findings and totals', (name) => {
  for (const [number, kind] of kindsOf(name).entries()) {
    const { bytes } = generatedFile(name, 3, number);
    const results = (file: Uint8Array): unknown =>
      checkedFile(file).interchanges.flatMap(({ findings, groups }) => [
        findings,
        ...groups.flatMap((group) => group.transactions.map((set) => [set.findings, set.totals])),
      ]);
    expect([kind, results(masked(bytes))]).toEqual([kind, results(bytes)]);
  }
});
