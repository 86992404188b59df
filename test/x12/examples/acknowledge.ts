import { answerTo, FileChecker, writeInterchange } from '../../../x12/index.ts';

/** The 999s and TA1s that answer a file, one interchange for each received one that needs an answer. */
export function answersTo(bytes: Uint8Array, on: string, at: string): Uint8Array[] {
  const checker = new FileChecker();
  checker.push(bytes);
  return checker.end().interchanges.flatMap((interchange, index) => {
    const answer = answerTo(interchange, { on, at, control: index + 1 });
    if (!answer) return [];
    const written = writeInterchange(answer);
    if (written.kind === 'refused') throw new Error(written.findings[0]?.message);
    return [written.bytes];
  });
}
