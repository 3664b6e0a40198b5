import type { ExpressionNode } from '@tiphys/expression';
import { binary, builtin, choice, text } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { FileSource, LocationPart, Source } from '../../ir/graph.ts';
import { doubledDollars } from './dollar-signs.ts';

/** What Argo gets for a key with two braces, which it would replace. No file has that name. */
const REFUSED = 'PIPELINE_TAG_IN_TEXT: two braces are not allowed in the location of a file';

/** Returns the location of a file from elsewhere, with the tags of its outputs. */
export function writeLocation(
  { location, parts }: FileSource,
  readPart: (source: Source) => ExpressionNode,
): FileSource['location'] {
  const written = doubledIn(location) as Record<string, unknown>;
  for (const { path, source } of parts) {
    const [kind, field] = path;
    written[kind] = { ...(written[kind] as object), [field]: tagOf(path, readPart(source)) };
  }
  // The fields are those of an artifact.
  return written as FileSource['location'];
}

/** Returns a copy of a location whose texts Argo's executor reads as they were given. */
function doubledIn(value: unknown): unknown {
  if (typeof value === 'string') return doubledDollars(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(doubledIn);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, doubledIn(field)]));
}

/** Argo would replace tags in the text. In a URL, braces can be written in another way. */
function tagOf([, field]: LocationPart['path'], given: ExpressionNode): string {
  const value = builtin('replace', given, text('$'), text('$$'));
  if (field === 'url') return printTag(builtin('replace', value, text('{{'), text('%7B%7B')));
  return printTag(choice(binary('contains', given, text('{{')), text(REFUSED), value));
}
