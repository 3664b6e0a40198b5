import type { ExpressionNode } from '@tiphys/expression';
import type { JsonSchema } from '@tiphys/signature/model';
import {
  binary,
  builtin,
  choice,
  listOf,
  mapOver,
  pointer,
  sprig,
  text,
  valueAt,
} from '../../expression/tree/expression-nodes.ts';
import { at, integer } from '../../expression/tree/nodes.ts';
import { elementSchema, resolveSchema, subSchema } from '../../ir/json/json-schema.ts';

/**
 * How much of a JSON text is escaped. `tags` hides tags, which is enough for a text that only expressions read. `exact` also escapes
 * what Argo would quote as Go does when it inserts the text with a tag such as `{{inputs.parameters.x}}`.
 */
export type Encoding = 'tags' | 'exact';

/** Returns the expression for a JSON text that Argo passes on unchanged. The characters can only be in strings. */
export function escapeText(json: ExpressionNode, encoding: Encoding): ExpressionNode {
  const tagless = builtin('replace', json, text('{{'), text('\\u007b\\u007b'));
  if (encoding === 'tags') return tagless;
  return escapeAstral(builtin('replace', tagless, text('\u007f'), text('\\u007f')));
}

/** Go quotes an unprintable character beyond the basic plane as `"\U000e0001"`, which JSON does not know. */
const GO_ESCAPE = '"\\U';

/** Returns the expression for a JSON text with surrogate pairs for characters that Go cannot print. */
function escapeAstral(json: ExpressionNode): ExpressionNode {
  const parts = sprig('regexFindAll', text('[\\x01-\\x{ffff}]+|.'), json, integer(-1));
  const quoted = sprig('quote', pointer());
  const code = builtin(
    'int',
    sprig('int64', binary('+', text('0x'), builtin('trim', quoted, text(GO_ESCAPE)))),
  );
  const pair = listOf(
    binary('+', integer(0x7c0), builtin('bitshr', pointer(), integer(10))),
    binary('+', integer(0xc00), builtin('bitand', pointer(), integer(0x3ff))),
  );
  const units = at(mapOver(listOf(code), pair), 0);
  const escapes = join(mapOver(units, surrogate()));
  return join(mapOver(parts, choice(builtin('hasPrefix', quoted, text(GO_ESCAPE)), escapes, pointer())));
}

/** Returns the expression for the escape of a surrogate, of which the last three digits are given as a number. */
function surrogate(): ExpressionNode {
  const digits = [
    builtin('bitshr', pointer(), integer(8)),
    builtin('bitand', builtin('bitshr', pointer(), integer(4)), integer(15)),
    builtin('bitand', pointer(), integer(15)),
  ].map((digit) => valueAt(builtin('split', text('0123456789abcdef'), text('')), digit));
  return digits.reduce((left, right) => binary('+', left, right), text('\\ud'));
}

function join(parts: ExpressionNode): ExpressionNode {
  return builtin('join', parts, text(''));
}

const PLAIN: ReadonlySet<unknown> = new Set(['number', 'integer', 'boolean', 'null']);

/** Returns how to encode values of a schema: numbers, booleans and lists of them contain no characters to escape, and no dollar signs. */
export function encodingFor(schema: JsonSchema): Encoding {
  return holdsText(resolveSchema(schema), 0) ? 'exact' : 'tags';
}

/** Deeper lists, such as those of a type that contains itself, may hold text. */
const DEEPEST = 5;

function holdsText(schema: JsonSchema, depth: number): boolean {
  if (depth > DEEPEST) return true;
  const choices = 'const' in schema ? [schema.const] : schema.enum;
  if (Array.isArray(choices)) return choices.some((one) => !isPrintable(one));
  const { type, anyOf: either } = schema;
  if (Array.isArray(either))
    return either.some((part) => holdsText(subSchema(schema, part as JsonSchema), depth + 1)); // as JSON Schema defines the keyword
  if (type === 'array') return holdsText(elementSchema(schema), depth + 1);
  return type === undefined || ![type].flat().every((one) => PLAIN.has(one));
}

/** Tells whether a choice is a number, a boolean or text in printable ASCII, without dollar signs. */
function isPrintable(value: unknown): boolean {
  return typeof value === 'string' ? /^[ -#%-~]*$/.test(value) : typeof value !== 'object' || value === null;
}
