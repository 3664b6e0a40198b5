import { escapeGo } from '@tiphys/go';
import { ExpressionError } from '../expression-error.ts';
import { ExpressionTags } from './expression-tag.ts';
import { scanTags } from './find-tags.ts';
import { makeSubstitution, type SubstituteTagsOptions, type Substitution } from './substitution.ts';
import type { Variables } from './to-environment.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function refuse(message: string, code: ExpressionError['code'] = 'EXPRESSION_UNRESOLVED'): never {
  throw new ExpressionError(code, message);
}

/** Resolves a nested tag: the inner name of `{{a.{{b}}` comes first, the rest is left to a later pass. */
function resolveNested(tag: string, variables: Variables): string | undefined {
  const at = tag.lastIndexOf('{{');
  if (at <= 0) return undefined;
  const name = tag.slice(at + 2);
  const value = variables.get(name);
  if (value === null)
    refuse(
      `unable to substitute nested tag {{${tag}}}: "${name}" is an absent optional`,
      'EXPRESSION_ABSENT',
    );
  return typeof value === 'string' ? `{{${tag.slice(0, at)}${escapeGo(value)}` : undefined;
}

function resolveSimple(tag: string, substitution: Substitution): string {
  const { variables } = substitution;
  const name = tag.trim();
  const value = variables.get(name);
  if (value === undefined) {
    const nested = resolveNested(tag, variables);
    if (nested !== undefined) return nested;
    const tolerated = substitution.allowsArtifacts && name.includes('.outputs.artifacts.');
    if (substitution.isStrict(name) && !tolerated) refuse(`failed to resolve {{${tag}}}`);
    return `{{${tag}}}`;
  }
  if (value === null) {
    const reason = 'output is an absent optional (skipped/omitted node with no default)';
    refuse(`unable to substitute {{${tag}}}: ${reason}`, 'EXPRESSION_ABSENT');
  }
  if (typeof value !== 'string') refuse(`failed to resolve {{${tag}}} to string`);
  return escapeGo(value);
}

/**
 * Substitutes the tags of a JSON text in one pass, as Argo does: `{{name}}` becomes the variable's text, `{{=expression}}` its value.
 * Values are escaped like Go strings, which is not always valid JSON.
 *
 * @throws {ExpressionError} `EXPRESSION_UNRESOLVED` for a required name that is missing, `EXPRESSION_ABSENT` for an output of a skipped
 * node, `EXPRESSION_TEMPLATE` for a text that is not JSON or has an open tag, `EXPRESSION_SUBSTITUTION` for a value that breaks the JSON,
 * `EXPRESSION_SYNTAX`, `EXPRESSION_TYPE`, `EXPRESSION_EVALUATION` for an expression that fails
 * @see https://argo-workflows.readthedocs.io/en/latest/variables/#template-tag-kinds
 * @example
 * ```ts
 * const json = '{"args":["{{inputs.parameters.n}}","{{=asInt(inputs.parameters.n) * 2}}"]}';
 * const variables = new Map([['inputs.parameters.n', '2']]);
 * substituteTags(json, variables, { allowUnresolved: false }); // => {"args":["2","4"]}
 * ```
 */
export function substituteTags(json: string, variables: Variables, options: SubstituteTagsOptions): string {
  if (!isJson(json)) refuse('cannot do template replacements with invalid JSON', 'EXPRESSION_TEMPLATE');
  const spans = scanTags(json);
  if (spans.length === 0) return json;
  const substitution = makeSubstitution(variables, options);
  const expressions = new ExpressionTags(substitution);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    const inside = json.slice(start + 2, end - 2);
    parts.push(json.slice(at, start));
    parts.push(
      inside.startsWith('=') ? expressions.resolve(inside.slice(1)) : resolveSimple(inside, substitution),
    );
    at = end;
  }
  parts.push(json.slice(at));
  const result = parts.join('');
  if (!isJson(result)) {
    const message = 'cannot finish template replacement because the result was invalid JSON';
    refuse(message, 'EXPRESSION_SUBSTITUTION');
  }
  return result;
}
