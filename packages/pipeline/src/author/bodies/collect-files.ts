import { callableOf } from '../../ir/callable.ts';
import type { BodyResult, LoopNode, Scope, Source } from '../../ir/graph.ts';
import { namedResults } from '../../ir/outputs/named-results.ts';
import { isFileList, mayLackFile, routeOf, travelsAsFile } from '../../ir/outputs/route-of.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { isVisible } from '../tracing/trace-state.ts';

/**
 * Makes the calls that write the result of a loop's body write it into the folder of the loop. Returns whether the result is a file.
 *
 * @throws PipelineError `PIPELINE_LARGE_RESULT` if the loop cannot collect it
 */
export function collectFiles(loop: LoopNode, result: BodyResult, home: Scope): boolean {
  for (const [, source] of namedResults(result)) {
    if (!travelsAsFile(source)) continue;
    if (routeOf(source) === 'large')
      throw notCollected(source, 'is a large value. Return a small value, or use it inside the loop');
    if (result?.kind === 'named') throw notCollected(source, 'is inside an object. Return only the file');
    if (isFileList(source)) throw notCollected(source, 'is a list of files. Use the list inside the loop');
    if (mayLackFile(source)) throw notCollected(source, 'may be missing. Write a file in any case');
    mark(source, loop, home);
    return true;
  }
  return false;
}

/** Marks the calls that write a file. The cases of a branch are several calls, of which one runs. */
function mark(source: Source, loop: LoopNode, home: Scope): void {
  if (source.kind === 'branch' && isVisible(source.scope, home)) {
    for (const { result } of source.bodies) for (const [, one] of namedResults(result)) mark(one, loop, home);
    return;
  }
  const call = source.kind === 'field' ? source.of : source;
  if (call.scope === undefined || !isVisible(call.scope, home))
    throw notCollected(source, 'is not made in its body. Use the file without the loop');
  if (call.kind !== 'call')
    throw notCollected(
      source,
      'comes out of a body in it. Pass it to a function, and return the file of that',
    );
  if (callableOf(call) !== 'function')
    throw notCollected(
      source,
      'is written by a template, which decides where it is stored. Copy it in a function',
    );
  const field = source.kind === 'field' ? source.name : undefined;
  if (call.collected !== undefined && call.collected.field !== field)
    throw notCollected(source, 'is one of two files of the same task. Return one of them');
  call.collected = { loop, field };
}

function notCollected(source: Source, why: string): PipelineError {
  const what =
    source.kind === 'field' ? `"${source.name}" of ${nameOf(source.of)}` : `the output of ${nameOf(source)}`;
  return new PipelineError(
    'PIPELINE_LARGE_RESULT',
    `The body of the loop returns ${what}, which the loop cannot collect: it ${why}.`,
  );
}

function nameOf(source: Source): string {
  return 'name' in source ? `"${source.name}"` : source.kind;
}
