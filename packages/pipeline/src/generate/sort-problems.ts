import type { GenerateProblem } from './generate-result.ts';

/** Sorts problems by file and position, and removes duplicates. */
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
