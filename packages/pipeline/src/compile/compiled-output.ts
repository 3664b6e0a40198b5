import type { JsonSchema } from '@tiphys/signature/model';
import type { ValueRoute } from '../ir/component/component-descriptor.ts';
import type { BodyResult } from '../ir/graph.ts';
import { namedResults } from '../ir/outputs/named-results.ts';
import { VALUE_FORM } from '../ir/outputs/outputs.ts';
import { routeOf, travelsAsFile } from '../ir/outputs/route-of.ts';
import { schemaOf } from '../ir/outputs/schema-of.ts';
import { decodeArgument } from '../runtime/arguments/decode-argument.ts';

/** An output of a compiled pipeline. The node of the entrypoint has an output of the same name. */
export interface CompiledOutput {
  readonly name: string;
  readonly kind: 'parameter' | 'artifact';
  /** Whether it is a value, the JSON text of a large value, or a file. */
  readonly route: ValueRoute;
  readonly schema: JsonSchema;
  /** Decodes the text that Argo has for the output. Throws a SyntaxError for text that the pipeline cannot have written. */
  readonly decode: (text: string) => unknown;
}

/** Returns the descriptions of the outputs of a pipeline. */
export function describeOutputs(result: BodyResult): readonly CompiledOutput[] {
  return namedResults(result).map(([name, source]) => {
    return {
      name,
      kind: travelsAsFile(source) ? 'artifact' : 'parameter',
      route: routeOf(source),
      schema: schemaOf(source),
      decode: (text) => decodeArgument(text, VALUE_FORM),
    };
  });
}
