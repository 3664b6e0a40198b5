import type { JsonSchema } from '@tiphys/signature/model';
import type { TemplateSignature } from '../../ir/component/template-signature.ts';
import type { CalledPipeline } from '../../ir/graph.ts';
import { namedResults } from '../../ir/outputs/named-results.ts';
import { travelsAsFile } from '../../ir/outputs/route-of.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';

/** Returns the signature of the template through which other workflows call a pipeline. */
export function signatureOf({ inputs, result }: CalledPipeline): TemplateSignature {
  const results = namedResults(result).filter(([, source]) => !travelsAsFile(source));
  return {
    inputs: Object.fromEntries(
      inputs.filter(({ input }) => !input.file).map(({ source }) => [source.name, source.schema]),
    ),
    results: Object.fromEntries(
      results.map(([name, source]): [string, JsonSchema] => [name, schemaOf(source)]),
    ),
    ...(result?.kind === 'one' ? { single: true } : {}),
  };
}
