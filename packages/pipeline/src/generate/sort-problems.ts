import type { GenerateProblem } from './generate-components.ts';

/** Returns problems by file, and in each file from its first line down; what is said twice of one place is left out. */
export function sortProblems(problems: readonly GenerateProblem[]): readonly GenerateProblem[] {
  const distinct = new Map(
    problems.map((one) => [
      JSON.stringify([one.location.file, one.location.line, one.location.column, one.code, one.message]),
      one,
    ]),
  );
  return [...distinct.values()].sort(
    ({ location: a }, { location: b }) => compare(a.file, b.file) || a.line - b.line || a.column - b.column,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
