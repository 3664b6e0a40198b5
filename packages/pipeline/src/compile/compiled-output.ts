import type { JsonSchema } from '@tiphys/signature/model';
import { namedResults } from '../ir/named-results.ts';
import { isRemoteCall, isRemoteFile } from '../ir/remote-call.ts';
import { schemaOf } from '../ir/schema-of.ts';
import type { BodyResult } from '../ir/scope.ts';
import type { Source } from '../ir/source.ts';
import type { ArgumentForm } from '../ir/task-protocol.ts';
import { taskReference } from '../lower/values/reference.ts';
import { decodeArgument } from '../runtime/decode-argument.ts';

/** An output of a compiled pipeline. The node of the entrypoint has an output of the same name. */
export interface CompiledOutput {
  readonly name: string;
  readonly kind: 'parameter' | 'artifact';
  readonly schema: JsonSchema;
  /** Decodes the text that Argo has for the output. Throws a SyntaxError for text that the pipeline cannot have written. */
  readonly decode: (text: string) => unknown;
}

/** Returns the descriptions of the outputs of a pipeline. */
export function describeOutputs(result: BodyResult): readonly CompiledOutput[] {
  return namedResults(result).map(([name, source]) => {
    const { kind, form } = describeForm(source);
    return { name, kind, schema: schemaOf(source), decode: (text) => decodeArgument(text, form) };
  });
}

function describeForm(source: Source): {
  readonly kind: CompiledOutput['kind'];
  readonly form: ArgumentForm;
} {
  if (isRemoteFile(source)) return { kind: 'artifact', form: { kind: 'value' } };
  if (isRemoteCall(source) || (source.kind !== 'call' && source.kind !== 'loop'))
    return { kind: 'parameter', form: { kind: 'value' } };
  const { artifact, form } = taskReference(source, 'value');
  return { kind: artifact ? 'artifact' : 'parameter', form };
}
