import type { ExpressionNode } from '@tiphys/expression';
import {
  type ArrowFunctionExpression,
  type Expression,
  type FunctionExpression,
  type Pattern,
  parseExpressionAt,
} from 'acorn';
import { operandNode } from '../author/formula.ts';
import { member } from '../manifest/expression-nodes.ts';
import { PipelineError } from '../pipeline-error.ts';
import { locate } from '../trace/call-site.ts';
import { fieldSchema, schemaOf } from '../trace/schema-of.ts';
import type { Formula } from '../trace/source.ts';
import { type FormulaErrors, formulaErrors } from './syntax-error.ts';
import { translate } from './translate.ts';
import type { Translation } from './translation.ts';
import type { TypedNode } from './typed-node.ts';

/**
 * Returns the tree of an arrow function: with `$0`, `$1` in place of its parameters.
 *
 * @throws PipelineError `PIPELINE_UNSUPPORTED_SYNTAX`, `PIPELINE_CAPTURED_VARIABLE`, `PIPELINE_AMBIGUOUS_EXPRESSION`
 */
export function translateFunction(formula: Formula): ExpressionNode {
  const text = `(${String(formula.body)})`;
  const parsed = parse(formula, text);
  const errors = formulaErrors(formula, text);
  const names = new Map<string, TypedNode>();
  parsed.params.forEach((param, index) => {
    const input = formula.inputs[index];
    const value: TypedNode = { node: operandNode(index), schema: input === undefined ? {} : schemaOf(input) };
    bind(param, value, { names, errors });
  });
  const { node, schema } = translate(returned(parsed, errors), { names, errors, depth: 0, translate });
  formula.schema = schema;
  return node;
}

type AnyFunction = ArrowFunctionExpression | FunctionExpression;

function parse(formula: Formula, text: string): AnyFunction {
  try {
    const parsed = parseExpressionAt(text, 1, { ecmaVersion: 'latest' });
    if (
      (parsed.type === 'ArrowFunctionExpression' || parsed.type === 'FunctionExpression') &&
      !parsed.async &&
      !parsed.generator
    )
      return parsed;
  } catch {
    // Said below: what cannot be parsed is no function that could be translated either.
  }
  throw new PipelineError('PIPELINE_UNSUPPORTED_SYNTAX', {
    message: `${text.slice(1, 60)} cannot become an expression of Argo. Write an arrow function such as (a, b) => a > b.`,
    location: locate(formula.site),
  });
}

function returned(parsed: AnyFunction, errors: FormulaErrors): Expression {
  if (parsed.body.type !== 'BlockStatement') return parsed.body;
  const [statement, ...others] = parsed.body.body;
  if (statement?.type === 'ReturnStatement' && statement.argument != null && others.length === 0)
    return statement.argument;
  throw errors.at(
    'PIPELINE_UNSUPPORTED_SYNTAX',
    parsed.body,
    'only a single return can become an expression of Argo. Write (a, b) => a > b.',
  );
}

/** Binds the names of a parameter: a plain name, or the fields of an object. */
function bind(
  param: Pattern,
  value: TypedNode,
  target: Pick<Translation, 'errors'> & { readonly names: Map<string, TypedNode> },
): void {
  if (param.type === 'Identifier') {
    target.names.set(param.name, value);
    return;
  }
  if (param.type === 'ObjectPattern') {
    for (const property of param.properties) {
      if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier') break;
      const { name } = property.key;
      bind(
        property.value,
        { node: member(value.node, name), schema: fieldSchema(value.schema, name) },
        target,
      );
    }
    if (param.properties.every((property) => property.type === 'Property' && !property.computed)) return;
  }
  throw target.errors.at(
    'PIPELINE_UNSUPPORTED_SYNTAX',
    param,
    'a parameter must be a plain name or an object of names.',
  );
}
