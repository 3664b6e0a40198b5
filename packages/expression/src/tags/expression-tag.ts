import { escapeGo, quoteGo } from '@tiphys/go';
import { ExpressionError } from '../expression-error.ts';
import type { ExpressionNode } from '../language/node.ts';
import { parseExpression } from '../language/parse-expression.ts';
import { argoFunctions } from '../runtime/argo-functions.ts';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';
import { toGoJson } from '../values/json.ts';
import { isNil } from '../values/value.ts';
import { waitsForLateName } from './late-names.ts';
import { hasName, neededNames, readPrefixes } from './missing-names.ts';
import type { Substitution } from './substitution.ts';
import { toEnvironment, toPartialEnvironment, type Variables } from './to-environment.ts';

/** Prefix of the placeholder values in Argo's check before a workflow runs. */
const PLACEHOLDER = '__argo__internal__placeholder';

/** Removes the HTML escapes of Go's JSON encoder. */
function unescapeHtml(text: string): string {
  return text.replaceAll('\\u003c', '<').replaceAll('\\u003e', '>').replaceAll('\\u0026', '&');
}

function wrap(prefix: string, error: unknown): ExpressionError {
  const code = error instanceof ExpressionError ? error.code : 'EXPRESSION_EVALUATION';
  const message = `${prefix}: ${error instanceof Error ? error.message : String(error)}`;
  const location = error instanceof ExpressionError ? error.location : undefined;
  return new ExpressionError(code, message, { location, cause: error });
}

/** Number of expressions from which one environment of all variables is cheaper than one for each. */
const PARTIAL_LIMIT = 8;

type Environment = Record<string, unknown>;

/** Tells whether a name, or a path under it, is a variable. */
function isVariable(variables: Variables, name: string): boolean {
  if (variables.has(name)) return true;
  for (const key of variables.keys()) if (key.startsWith(`${name}.`)) return true;
  return false;
}

function isKnown(environment: Environment, name: string): boolean {
  return hasName(argoFunctions, name) || hasName(environment, name);
}

/** Resolves the expression tags of one pass. */
export class ExpressionTags {
  readonly #substitution: Substitution;
  #environment: Environment | undefined;
  #partial = 0;
  #hasPlaceholders: boolean | undefined;

  constructor(substitution: Substitution) {
    this.#substitution = substitution;
  }

  /** Returns the replacement of `{{=text}}`. */
  resolve(content: string): string {
    const text = unescapeHtml(content);
    const expression = this.#unescape(text);
    let node: ExpressionNode;
    try {
      node = parseExpression(expression);
    } catch (error) {
      throw wrap('failed to evaluate expression', error);
    }
    const environment = this.#environmentFor(node);
    const missing = neededNames(node).filter((name) => !isKnown(environment, name));
    const strict = missing.find((name) => this.#substitution.isStrict(name));
    if (strict !== undefined) {
      throw new ExpressionError(
        'EXPRESSION_UNRESOLVED',
        `failed to evaluate expression: ${strict} is missing`,
      );
    }
    const literal = `{{=${text}}}`;
    const lenient = missing.length > 0;
    const { variables } = this.#substitution;
    if (lenient && waitsForLateName(expression, (name) => isVariable(variables, name))) return literal;
    return this.#evaluate(expression, { text, literal, lenient, environment });
  }

  #unescape(text: string): string {
    try {
      const value: unknown = JSON.parse(`"${text}"`);
      return String(value);
    } catch (error) {
      throw wrap('failed to unmarshall JSON expression', error);
    }
  }

  #evaluate(
    expression: string,
    tag: {
      readonly text: string;
      readonly literal: string;
      readonly lenient: boolean;
      readonly environment: Environment;
    },
  ): string {
    const mayFail = tag.lenient || this.#substitution.lenient || this.#placeholders();
    let value: unknown;
    try {
      value = evaluateExpression(expression, tag.environment);
    } catch (error) {
      if (mayFail) return tag.literal;
      throw wrap('failed to evaluate expression', error);
    }
    if (isNil(value)) {
      if (mayFail) return tag.literal;
      throw new ExpressionError(
        'EXPRESSION_EVALUATION',
        `failed to evaluate expression ${quoteGo(tag.text)}`,
      );
    }
    try {
      const json = toGoJson(value);
      // The surrounding text already has quotes.
      return json.length > 1 && json.startsWith('"') && json.endsWith('"')
        ? json.slice(1, -1)
        : escapeGo(json);
    } catch (error) {
      if (tag.lenient || this.#substitution.lenient) return tag.literal;
      throw wrap('failed to marshal evaluated expression', error);
    }
  }

  #environmentFor(node: ExpressionNode): Environment {
    const { variables } = this.#substitution;
    const prefixes =
      this.#environment === undefined && this.#partial < PARTIAL_LIMIT ? readPrefixes(node) : undefined;
    if (prefixes !== undefined) {
      this.#partial += 1;
      return toPartialEnvironment(variables, prefixes);
    }
    this.#environment ??= toEnvironment(variables);
    return this.#environment;
  }

  #placeholders(): boolean {
    this.#hasPlaceholders ??= [...this.#substitution.variables.values()].some(
      (value) => typeof value === 'string' && value.startsWith(PLACEHOLDER),
    );
    return this.#hasPlaceholders;
  }
}
