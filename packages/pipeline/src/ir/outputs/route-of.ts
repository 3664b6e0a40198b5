import type { ValueRoute } from '../component/component-descriptor.ts';
import { isTask, type Source } from '../graph.ts';
import { widened } from '../widened.ts';
import { outputOf, outputsOf } from './outputs.ts';

/** Returns how a source is passed. Only outputs of tasks can be files, because Argo does not use files in expressions. */
export function routeOf(given: Source): ValueRoute {
  const source = widened(given);
  if (source.kind === 'files' || source.kind === 'file') return 'file';
  if (source.kind === 'given') return source.route ?? 'value';
  if (isTask(source) && outputsOf(source) === undefined) return source.kind === 'call' ? 'none' : 'value';
  return outputOf(source)?.route ?? 'value';
}

/** Tells whether a source is a list of files. */
export function isFileList(source: Source): boolean {
  return source.kind === 'files' || outputOf(source)?.list === true;
}

/** Tells whether a source is passed as an artifact. */
export function travelsAsFile(source: Source): boolean {
  const route = routeOf(source);
  return route === 'large' || route === 'file';
}

/** Tells whether a source is a file, or has an output that is one. */
export function hasFile(source: Source): boolean {
  return travelsAsFile(source) || fileAmong(source) !== undefined;
}

/** Returns the name of the first file among the outputs of a task with several outputs. */
export function fileAmong(given: Source): string | undefined {
  const source = widened(given);
  const outputs = isTask(source) ? outputsOf(source) : undefined;
  if (outputs?.kind !== 'named') return undefined;
  for (const [name, { route }] of outputs.values) if (route === 'file' || route === 'large') return name;
  return undefined;
}

/** Tells whether a source is a file that may be missing. */
export function mayLackFile(source: Source): boolean {
  return outputOf(source)?.optional === true;
}
