import { captureSite, locate } from '../../ir/call-site.ts';
import { callableOf } from '../../ir/callable.ts';
import { describeSource } from '../../ir/describe-source.ts';
import type { CallNode, Source } from '../../ir/graph.ts';
import { outputOf } from '../../ir/outputs/outputs.ts';
import type { Output, OutputHandle } from '../../ir/surface/output.ts';
import type { FileRef } from '../../ir/surface/wire.ts';
import { widened } from '../../ir/widened.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { createHandle, sourceOf } from '../handles/handle.ts';
import { assertUsable } from '../operands/assert-visible.ts';
import { currentScope } from '../tracing/trace-state.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';

/**
 * Returns the address of a file that a task writes: `s3://bucket/key`, `gs://bucket/key`, `oss://bucket/key`, or the URL of an Azure blob.
 *
 * The pipeline must describe its artifact repository, because the address is made of its bucket and its key.
 *
 * @throws PipelineError `PIPELINE_NO_URI` for a file that no single task writes, or if the pipeline does not describe its repository;
 * `PIPELINE_OUTSIDE_BODY`, `PIPELINE_OUT_OF_SCOPE`, `PIPELINE_NOT_AN_OUTPUT`
 * @example
 * ```ts
 * const draw = component.container('draw', {
 *   image: 'alpine:3.22',
 *   inputs: {},
 *   outputs: { plot: outputFile('/tmp/plot.svg') },
 *   command: ({ outputs }) => ['touch', outputs.plot],
 * });
 *
 * export default pipeline('plots', {}, () => ({ address: uriOf(draw({}).plot) }), {
 *   artifacts: { repository: repository.s3({ bucket: 'runs' }) },
 * });
 * ```
 */
export function uriOf(file: OutputHandle<FileRef | undefined>): Output<string> {
  return withCallerLocation(uriOf, () => {
    const scope = currentScope('uriOf');
    const source = sourceOf(file);
    assertUsable(source, scope);
    const site = captureSite(uriOf);
    const found = findFile(widened(source));
    if (found === undefined)
      throw new PipelineError('PIPELINE_NO_URI', `${describeSource(source)} ${faultOf(source)}`, {
        location: locate(site),
      });
    return createHandle<string>({ kind: 'uri', scope: found.of.scope, ...found, site });
  });
}

function faultOf(source: Source): string {
  return outputOf(source)?.route === 'file' || source.kind === 'file'
    ? 'has no address here: uriOf takes a file that a function, a container or a script of this pipeline writes. Use it where that task is called.'
    : 'is not a file. uriOf takes an output of the type OutputFile, or an outputFile of a component.';
}

/** Returns the task that writes a file, and the field of its result. */
function findFile(
  source: Exclude<Source, { kind: 'narrowed' }>,
): { readonly of: CallNode; readonly field: string | undefined } | undefined {
  const output = outputOf(source);
  if (output?.route !== 'file' || output.list === true) return undefined;
  const [of, field] = source.kind === 'field' ? [widened(source.of), source.name] : [source, undefined];
  if (of.kind !== 'call') return undefined;
  const callable = callableOf(of);
  return callable === 'function' || callable === 'definition' ? { of, field } : undefined;
}
