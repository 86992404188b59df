import { FileChecker, placeOf } from '../../../x12/index.ts';

/** One line for each finding of a file: "CLM02 in loop 2300: is not the sum of ...". */
export function findingsIn(bytes: Uint8Array): string[] {
  const checker = new FileChecker();
  checker.push(bytes);
  const { interchanges, unreadable } = checker.end();
  if (unreadable) return [unreadable.reason];
  return interchanges.flatMap(({ findings, groups }) =>
    [findings, ...groups.flatMap((group) => [group.findings, ...group.transactions.map((set) => set.findings)])]
      .flat()
      .map((finding) => `${placeOf(finding)} in loop ${finding.loop ?? '-'}: ${finding.message}`),
  );
}
