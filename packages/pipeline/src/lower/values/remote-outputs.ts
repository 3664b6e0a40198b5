import type { ExpressionNode } from '@tiphys/expression';
import { fromJson, pathNode } from '../../expression/tree/expression-nodes.ts';
import { assertNoFile, isRemoteCall, isRemoteFile, type RemoteCall } from '../../ir/remote-call.ts';
import type { FieldSource } from '../../ir/source.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { encodeNode, textOfObject } from './form.ts';
import type { ReadPlace } from './read-value.ts';
import type { ValueReference } from './reference.ts';

/** Returns the expression for an output of a template that is not a function; undefined for a field of anything else. */
export function remoteFieldNode(source: FieldSource, place: ReadPlace): ExpressionNode | undefined {
  const { of, name } = source;
  if (!isRemoteCall(of)) return undefined;
  if (isRemoteFile(source))
    throw new PipelineError(
      'PIPELINE_LARGE_IN_EXPRESSION',
      `The output "${name}" of "${of.name}" is a file, which Argo cannot use in an expression. Extract the part that you need in a component.`,
    );
  return decodeOutput(place.context.reference(of, { result: name }, place.waits));
}

/**
 * Returns the expression for the JSON text of an object with all outputs.
 *
 * @throws PipelineError `PIPELINE_FILE_AS_VALUE` if one of them is a file
 */
export function remoteObjectNode(call: RemoteCall, place: ReadPlace): ExpressionNode {
  assertNoFile(call);
  const { properties = {} } = call.component.descriptor.output.schema;
  return textOfObject(
    Object.keys(properties as object).map((result) => [
      result,
      encodeOutput(place.context.reference(call, { result }, place.waits)),
    ]),
  );
}

/** Decodes an output, which is plain text unless it has been passed into another template. */
function decodeOutput({ path, form }: ValueReference): ExpressionNode {
  return form.kind === 'text' ? pathNode(path) : fromJson(pathNode(path));
}

function encodeOutput({ path, form }: ValueReference): ExpressionNode {
  return form.kind === 'text' ? encodeNode(pathNode(path)) : pathNode(path);
}
