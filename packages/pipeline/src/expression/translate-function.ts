import type { ExpressionNode } from '@tiphys/expression';
import type { Formula } from '../ir/graph.ts';
import { operandNode } from '../ir/operand.ts';
import { bodyOf } from './methods/list-closures.ts';
import { bindParameter } from './parts/bind-parameter.ts';
import { nameOfType, type Translation, unsupported } from './parts/translation.ts';
import { parseFunction } from './source/parse-function.ts';
import { condition, translate } from './translate.ts';
import { noteType, typeOfSource } from './value-types/formula-type.ts';
import type { TypedNode } from './value-types/typed-node.ts';
import { describeType, isOnly, TYPES } from './value-types/value-type.ts';

/**
 * Translates a function to a tree with operands in place of its parameters. Its value in Argo is the same as in JavaScript.
 *
 * @throws PipelineError `PIPELINE_UNSUPPORTED_SYNTAX`, `PIPELINE_CAPTURED_VARIABLE`, `PIPELINE_AMBIGUOUS_EXPRESSION`
 */
export function translateFunction(
  formula: Formula,
  { isCondition = false }: { readonly isCondition?: boolean } = {},
): ExpressionNode {
  const { parsed, errors } = parseFunction(formula);
  const names = new Map<string, TypedNode | undefined>();
  const context: Translation = {
    names,
    errors,
    narrowing: new Map(),
    chain: undefined,
    translate,
    condition,
  };
  // A `this` parameter only exists for the compiler.
  const params = parsed.params.filter((param) => param.type !== 'Identifier' || param.name !== 'this');
  for (const [index, param] of params.entries()) {
    const input = formula.inputs[index];
    const value: TypedNode =
      input === undefined
        ? { node: { kind: 'nil' }, type: TYPES.undefined }
        : { node: operandNode(index, input.kind === 'expression'), type: typeOfSource(input) };
    bindParameter(param, value, { ...context, names });
  }
  const body = bodyOf(parsed, context);
  const { node, type } = translate(body, context);
  if (isCondition && !isOnly(type, 'boolean')) {
    throw unsupported(
      body,
      context,
      `a condition must be a boolean, but this is ${nameOfType(type)}`,
      'Compare it, or write Boolean(value)',
    );
  }
  noteType(formula, type);
  formula.schema = describeType(type);
  return node;
}
