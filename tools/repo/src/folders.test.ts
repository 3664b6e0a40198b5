import { describe, expect, test } from 'vitest';
import {
  countFiles,
  findCycle,
  foldersWithin,
  graphOfFiles,
  graphOfFolder,
  type ImportGraph,
} from './import-graph.ts';
import { readProjects } from './workspace.ts';

/** More files in one folder than this hide what belongs together. */
const mostFiles = 20;

const packages = readProjects('packages').map((project) => ({
  name: project.manifest.name,
  files: graphOfFiles(project),
}));

/** A check of one package: what is wrong, undefined where nothing is. */
interface Check {
  readonly title: string;
  readonly find: (files: ImportGraph) => string | undefined;
}

const checks: readonly Check[] = [
  {
    title: 'the folders inside a package import in one direction',
    find: findKnot,
  },
  {
    title: 'no files of a package import each other, types included',
    find: (files) => findCycle(files)?.join(' -> '),
  },
  {
    title: `no folder holds more than ${mostFiles} sources`,
    find: findCrowdedFolder,
  },
];

describe.for(checks)('$title', ({ find }) => {
  test.for(packages)('$name', ({ files }) => {
    expect(find(files)).toBeUndefined();
  });
});

function findKnot(files: ImportGraph): string | undefined {
  for (const folder of foldersWithin(files)) {
    const cycle = findCycle(graphOfFolder(files, folder));
    if (cycle !== undefined) return `src/${folder}: ${cycle.join(' -> ')}`;
  }
  return undefined;
}

function findCrowdedFolder(files: ImportGraph): string | undefined {
  for (const [folder, count] of countFiles(files))
    if (count > mostFiles) return `src/${folder} has ${count} sources`;
  return undefined;
}

describe('the search for cycles', () => {
  const graph = (edges: Readonly<Record<string, readonly string[]>>): ImportGraph =>
    new Map(Object.entries(edges).map(([name, imported]) => [name, new Set(imported)]));

  test.for([
    { edges: {}, want: undefined },
    { edges: { a: ['b', 'c'], b: ['c'], c: [] }, want: undefined },
    { edges: { a: ['b'], b: ['a'] }, want: ['a', 'b', 'a'] },
    { edges: { a: ['b'], b: ['c'], c: ['d', 'b'], d: ['a'] }, want: ['b', 'c', 'b'] },
    { edges: { a: ['b'], b: ['c'], c: ['a'] }, want: ['a', 'b', 'c', 'a'] },
    { edges: { a: ['a'] }, want: ['a', 'a'] },
  ])('$edges', ({ edges, want }) => {
    expect(findCycle(graph(edges))).toEqual(want);
  });

  test('a file of a folder stands for itself, a subfolder for all its files', () => {
    const files = graph({
      'index.ts': ['a/x.ts', 'entry.ts'],
      'entry.ts': ['a/x.ts'],
      'a/x.ts': ['b/y.ts'],
      'a/deep/z.ts': ['a/x.ts'],
      'b/y.ts': ['a/deep/z.ts'],
    });
    expect(findKnot(files)).toBe('src/: a -> b -> a');
    expect(graphOfFolder(files, 'a')).toEqual(graph({ 'x.ts': [], deep: ['x.ts'] }));
  });
});
