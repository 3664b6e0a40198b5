import type { ExpressionNode } from '@tiphys/expression';
import { binary, builtin, choice, text } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { FileSource, LocationPart, Source } from '../../ir/graph.ts';

/** What Argo gets for a key with two braces, which it would replace. No file has that name. */
const REFUSED = 'PIPELINE_TAG_IN_TEXT: two braces are not allowed in the location of a file';

/** Returns the location of a file from elsewhere, with the tags of its outputs. */
export function writeLocation(
  { location, parts }: FileSource,
  readPart: (source: Source) => ExpressionNode,
): FileSource['location'] {
  const written: Record<string, unknown> = { ...location };
  for (const { path, source } of parts) {
    const [kind, field] = path;
    written[kind] = { ...(written[kind] as object), [field]: tagOf(path, readPart(source)) };
  }
  // The fields are those of an artifact.
  return written as FileSource['location'];
}

/** Argo would replace tags in the text. In a URL, braces can be written in another way. */
function tagOf([, field]: LocationPart['path'], value: ExpressionNode): string {
  if (field === 'url') return printTag(builtin('replace', value, text('{{'), text('%7B%7B')));
  return printTag(choice(binary('contains', value, text('{{')), text(REFUSED), value));
}
