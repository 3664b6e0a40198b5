import type { Source } from '../../ir/graph.ts';
import { kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { type GivenPlace, readGiven } from '../arguments/read-given.ts';
import { nameKinds } from '../operands/test-of.ts';
import { show } from '../options/option-check.ts';

/** Characters that Argo cannot insert into a template: it writes them in Go's way, which is not JSON. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNWRITABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|[^\0-\uffff\p{L}\p{M}\p{N}\p{P}\p{S}]|\p{Cs}/u;

/**
 * Reads the message of a question; undefined if it has none.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`, `PIPELINE_TAG_IN_TEXT`, `PIPELINE_OUT_OF_SCOPE`
 */
export function readMessage(message: unknown, place: GivenPlace): Source | undefined {
  if (message === undefined) return undefined;
  if (typeof message === 'string') assertText(message, place);
  const source = readGiven(message, place);
  const kinds = kindsOfSchema(schemaOf(source));
  if (kinds !== undefined && !kinds.has('string'))
    throw new PipelineError(
      'PIPELINE_INVALID_OPTION',
      `${place.what} must be a string, not ${source.kind === 'literal' ? show(message) : nameKinds(kinds)}. Compute it with expr([value], (value) => \`\${value}\`).`,
    );
  return source;
}

function assertText(message: string, { what }: GivenPlace): void {
  if (message.includes('{{'))
    throw new PipelineError(
      'PIPELINE_TAG_IN_TEXT',
      `${what} contains "{{", which Argo would read as a tag. Write it without "{{".`,
    );
  if (UNWRITABLE.test(message))
    throw new PipelineError(
      'PIPELINE_INVALID_OPTION',
      `${what} contains a control character or another character that Argo cannot show. Write it without.`,
    );
}
