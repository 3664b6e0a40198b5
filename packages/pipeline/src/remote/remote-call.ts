import { PipelineError } from '../pipeline-error.ts';
import type { CallTask } from '../trace/scope.ts';
import type { FieldSource, Source } from '../trace/source.ts';
import type { RemoteTemplate } from './remote-template.ts';

/** A call of a template that stands in another object. */
export type RemoteCall = CallTask & {
  readonly component: { readonly descriptor: { readonly remote: RemoteTemplate } };
};

/** Tells whether a source is a call of a template that stands in another object. */
export function isRemoteCall(source: Source): source is RemoteCall {
  return source.kind === 'call' && source.component.descriptor.remote !== undefined;
}

/** An output artifact of a call of a template that stands in another object. */
export type RemoteFile = FieldSource & { readonly of: RemoteCall };

/** Tells whether a source is an output artifact of such a call. */
export function isRemoteFile(source: Source): source is RemoteFile {
  return (
    source.kind === 'field' && isRemoteCall(source.of) && artifactOf(source.of, source.name) !== undefined
  );
}

/** Returns the artifact that such a call gives under a name, or undefined when the name is that of a parameter. */
export function artifactOf(call: RemoteCall, name: string): string | undefined {
  const { files = {} } = call.component.descriptor.remote;
  return Object.hasOwn(files, name) ? files[name] : undefined;
}

/** Tells whether a source is an output artifact that such a call may do without. */
export function mayBeMissing(source: Source): boolean {
  return isRemoteFile(source) && isOptionalFile(source.of, source.name);
}

/** Tells whether such a call may do without the file that it gives under a name. */
export function isOptionalFile(call: RemoteCall, name: string): boolean {
  return call.component.descriptor.remote.optionalFiles?.includes(name) === true;
}

/** Returns the path at which the neighbours of such a call find one of its outputs. */
export function remoteOutputPath(call: RemoteCall, output: string): readonly string[] {
  const { outputs } = call.component.descriptor.remote;
  const start = ['tasks', call.name, 'outputs'];
  const artifact = artifactOf(call, output);
  if (artifact !== undefined) return [...start, 'artifacts', artifact];
  return output === 'result' && !outputs.includes(output)
    ? [...start, output]
    : [...start, 'parameters', output];
}

/**
 * Checks that all outputs of such a call can be taken as one value.
 *
 * @throws PipelineError `PIPELINE_FILE_AS_VALUE` when a file is among them
 */
export function assertNoFile(call: RemoteCall): void {
  const file = fileOf(call);
  if (file === undefined) return;
  throw new PipelineError('PIPELINE_FILE_AS_VALUE', {
    message: `The outputs of "${call.name}" are taken as one value, but "${file}" is a file. Take them one by one: the file where a file is asked for, the others as values.`,
  });
}

/** Returns the first file among the outputs of a source, when it is such a call. */
export function fileOf(source: Source): string | undefined {
  return isRemoteCall(source) ? Object.keys(source.component.descriptor.remote.files ?? {})[0] : undefined;
}
