import type { ExpressionNode } from '@tiphys/expression';
import { fromJson, pathNode } from '../manifest/expression-nodes.ts';
import { encodeNode, textOfObject } from '../manifest/form.ts';
import type { ReadPlace } from '../manifest/read-value.ts';
import type { ValueReference } from '../manifest/reference.ts';
import { PipelineError } from '../pipeline-error.ts';
import type { FieldSource } from '../trace/source.ts';
import { assertNoFile, isRemoteCall, isRemoteFile, type RemoteCall } from './remote-call.ts';

/** Returns the expression that gives an output of a call of another object's template, or undefined for a field of anything else. */
export function remoteFieldNode(source: FieldSource, place: ReadPlace): ExpressionNode | undefined {
  const { of, name } = source;
  if (!isRemoteCall(of)) return undefined;
  if (isRemoteFile(source))
    throw new PipelineError('PIPELINE_LARGE_IN_EXPRESSION', {
      message: `The output "${name}" of "${of.name}" is a file, which Argo cannot compute with. Take the part that is needed in a component.`,
    });
  return decodeOutput(place.context.reference(of, { result: name }, place.waits));
}

/**
 * Returns the expression that gives the JSON text of the object of all outputs.
 *
 * @throws PipelineError `PIPELINE_FILE_AS_VALUE` when a file is among them
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

/** An output is text that is no JSON, except where it has crossed the border of a template. */
function decodeOutput({ path, form }: ValueReference): ExpressionNode {
  return form.kind === 'text' ? pathNode(path) : fromJson(pathNode(path));
}

function encodeOutput({ path, form }: ValueReference): ExpressionNode {
  return form.kind === 'text' ? encodeNode(pathNode(path)) : pathNode(path);
}
