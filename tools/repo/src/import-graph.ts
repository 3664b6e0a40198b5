import path from 'node:path';
import { importsOf, readSources, type WorkspaceProject } from './workspace.ts';

/** Names of files or folders, each with those that it imports. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** Returns which hand-written source of a project imports which, types included, by their paths below `src`. */
export function graphOfFiles(project: WorkspaceProject): ImportGraph {
  const src = `${project.directory}/src/`;
  const sources = readSources(project, { tests: false }).filter(({ file }) => file.startsWith(src));
  const names = new Set(sources.map(({ file }) => file.slice(src.length)));
  return new Map(
    sources.map(({ file, text }) => {
      const name = file.slice(src.length);
      const imported = importsOf(text)
        .filter((module) => module.startsWith('.'))
        .map((module) => path.posix.join(path.posix.dirname(name), module));
      return [name, new Set(imported.filter((target) => names.has(target)))];
    }),
  );
}

/**
 * Returns which part of a folder imports which: its subfolders with all that is in them, and each of its own files.
 *
 * @param folder the folder below `src`, '' for `src` itself
 */
export function graphOfFolder(files: ImportGraph, folder: string): ImportGraph {
  const prefix = folder === '' ? '' : `${folder}/`;
  const partOf = (file: string): string | undefined =>
    file.startsWith(prefix) ? file.slice(prefix.length).split('/')[0] : undefined;
  const graph = new Map<string, Set<string>>();
  for (const [file, imported] of files) {
    const part = partOf(file);
    if (part === undefined) continue;
    const targets = graph.get(part) ?? new Set();
    graph.set(part, targets);
    for (const target of imported) {
      const other = partOf(target);
      if (other !== undefined && other !== part) targets.add(other);
    }
  }
  return graph;
}

/** Returns the folders of a graph of files that hold other folders, '' for `src`. */
export function foldersWithin(files: ImportGraph): readonly string[] {
  const folders = new Set(['']);
  for (const file of files.keys()) {
    const parts = file.split('/').slice(0, -1);
    for (let depth = 1; depth < parts.length; depth += 1) folders.add(parts.slice(0, depth).join('/'));
  }
  return [...folders].sort();
}

/** Returns how many sources lie directly in each folder of a graph of files. */
export function countFiles(files: ImportGraph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const file of files.keys()) {
    const folder = path.posix.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return counts;
}

/** Returns a shortest cycle of a graph, the first name repeated at the end; undefined where there is none. */
export function findCycle(graph: ImportGraph): readonly string[] | undefined {
  let shortest: readonly string[] | undefined;
  for (const start of graph.keys()) {
    const cycle = cycleThrough(graph, start);
    if (cycle !== undefined && (shortest === undefined || cycle.length < shortest.length)) shortest = cycle;
  }
  return shortest;
}

/** Searches in breadth, so that the first way back is a shortest. */
function cycleThrough(graph: ImportGraph, start: string): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    for (const next of graph.get(name) ?? []) {
      if (next === start) return wayTo(name, start, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, name);
      queue.push(next);
    }
  }
  return undefined;
}

function wayTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const way = [start];
  for (let name: string | undefined = end; name !== undefined && name !== start; name = cameFrom.get(name))
    way.splice(0, 0, name);
  return [start, ...way];
}
