/** Counts of one kind in the `json-summary` report of vitest. */
interface Count {
  readonly total: number;
  readonly covered: number;
  readonly pct: number;
}

/** The coverage of one file, or of all files together, in the `json-summary` report of vitest. */
export interface Coverage {
  readonly lines: Count;
  readonly functions: Count;
}

/** The least share of lines, in percent, that the tests of a package have to reach. */
export const leastLines = 90;

/** Folders in which the tests have to reach every file. */
const reachedFolders = /\bengine\/src\/(?:operator|values)\//;

/** Returns whether the tests run any of a file's functions, or its lines where it has no functions; files of types count as reached. */
function isReached({ lines, functions }: Coverage): boolean {
  return functions.total > 0 ? functions.covered > 0 : lines.total === 0 || lines.covered > 0;
}

/** Returns what is wrong with the coverage of a package, given the coverage of its files by path, with the key `total` for all of them. */
export function coverageFaults(name: string, summary: Readonly<Record<string, Coverage>>): readonly string[] {
  const { total, ...files } = summary;
  if (total === undefined || Object.keys(files).length === 0) return [`${name}: the report names no files`];
  const untouched = Object.entries(files)
    .filter(([file, coverage]) => reachedFolders.test(file) && !isReached(coverage))
    .map(([file]) => `${name}: no test reaches ${file}`);
  const short = total.lines.pct < leastLines;
  return short
    ? [
        `${name}: ${total.lines.pct} % of the lines are covered, at least ${leastLines} % are required`,
        ...untouched,
      ]
    : untouched;
}
