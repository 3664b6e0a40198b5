import { PipelineError } from '../pipeline-error.ts';
import type { RemoteTemplate } from './remote-template.ts';
import type { CallTask } from './scope.ts';
import type { FieldSource, Source } from './source.ts';

/** A call of a template that is not a function. */
export type RemoteCall = CallTask & {
  readonly component: { readonly descriptor: { readonly remote: RemoteTemplate } };
};

/** Tells whether a source is a call of a template that is not a function. */
export function isRemoteCall(source: Source): source is RemoteCall {
  return source.kind === 'call' && source.component.descriptor.remote !== undefined;
}

/** An output artifact of a call of a template that is not a function. */
export type RemoteFile = FieldSource & { readonly of: RemoteCall };

/** Tells whether a source is an output artifact of such a call. */
export function isRemoteFile(source: Source): source is RemoteFile {
  return (
    source.kind === 'field' && isRemoteCall(source.of) && artifactOf(source.of, source.name) !== undefined
  );
}

/** Returns the artifact of an output of such a call, or undefined if the output is a parameter. */
export function artifactOf(call: RemoteCall, name: string): string | undefined {
  const { files = {} } = call.component.descriptor.remote;
  return Object.hasOwn(files, name) ? files[name] : undefined;
}

/** Tells whether a source is an optional output artifact of such a call. */
export function mayBeMissing(source: Source): boolean {
  return isRemoteFile(source) && isOptionalFile(source.of, source.name);
}

/** Tells whether an output of such a call is an optional artifact. */
export function isOptionalFile(call: RemoteCall, name: string): boolean {
  return call.component.descriptor.remote.optionalFiles?.includes(name) === true;
}

/** Returns the path of an output of such a call for other tasks of its template. */
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
 * Checks that the outputs of such a call can be used as one value.
 *
 * @throws PipelineError `PIPELINE_FILE_AS_VALUE` if one of them is a file
 */
export function assertNoFile(call: RemoteCall): void {
  const file = fileOf(call);
  if (file === undefined) return;
  throw new PipelineError(
    'PIPELINE_FILE_AS_VALUE',
    `The outputs of "${call.name}" are used as one value, but "${file}" is a file. Use them one by one: the file as a file, the others as values.`,
  );
}

/** Returns the first file among the outputs of a source, if it is such a call. */
export function fileOf(source: Source): string | undefined {
  return isRemoteCall(source) ? Object.keys(source.component.descriptor.remote.files ?? {})[0] : undefined;
}
