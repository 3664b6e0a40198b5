import type { ExpressionNode } from '@tiphys/expression';
import { pathNode } from '../manifest/expression-nodes.ts';
import { encodeNode, textOfObject } from '../manifest/form.ts';
import type { ReadPlace } from '../manifest/read-value.ts';
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

/** Returns the expression that gives an output of such a call: its text, which is not JSON. */
export function remoteFieldNode({ of, name }: FieldSource, place: ReadPlace): ExpressionNode | undefined {
  if (!isRemoteCall(of)) return undefined;
  return pathNode(place.context.reference(of, { result: name }, place.waits).path);
}

/** Returns the expression that gives the JSON text of the object of all outputs. */
export function remoteObjectNode(call: RemoteCall, place: ReadPlace): ExpressionNode {
  const { properties = {} } = call.component.descriptor.output.schema;
  return textOfObject(
    Object.keys(properties as object).map((result) => [
      result,
      encodeNode(pathNode(place.context.reference(call, { result }, place.waits).path)),
    ]),
  );
}

/** Returns the path at which the neighbours of a task find one of its outputs. */
export function remoteOutputPath(task: string, remote: RemoteTemplate, output: string): readonly string[] {
  const isPrinted = output === 'result' && !remote.outputs.includes(output);
  return ['tasks', task, 'outputs', ...(isPrinted ? [] : ['parameters']), output];
}
