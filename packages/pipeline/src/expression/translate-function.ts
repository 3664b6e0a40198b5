import type { ExpressionNode } from '@tiphys/expression';
import type { CallSite } from '../ir/call-site.ts';
import { type FunctionConstants, readConstant } from '../ir/constant.ts';
import type { Formula } from '../ir/graph.ts';
import { operandNode } from '../ir/operand.ts';
import { assertUnchanged } from './assert-unchanged.ts';
import { bindParameter } from './parts/bind-parameter.ts';
import { translateFunctionBody } from './parts/translate-block.ts';
import { typedConstant } from './parts/translate-constant.ts';
import { nameOfType, type Translation, unsupported } from './parts/translation.ts';
import { parseFunction } from './source/parse-function.ts';
import { condition, translate } from './translate.ts';
import { noteType, typeOfSource } from './value-types/formula-type.ts';
import { type TypedNode, UNDEFINED } from './value-types/typed-node.ts';
import { describeType, isOnly } from './value-types/value-type.ts';

/**
 * Translates a function to a tree with operands in place of its parameters. Its value in Argo is the same as in JavaScript.
 *
 * @throws PipelineError `PIPELINE_UNSUPPORTED_SYNTAX`, `PIPELINE_CAPTURED_VARIABLE`, `PIPELINE_AMBIGUOUS_EXPRESSION`
 */
export function translateFunction(
  formula: Formula,
  { isCondition = false }: { readonly isCondition?: boolean } = {},
): ExpressionNode {
  const { body, site, constants } = formula;
  if (typeof body !== 'function') return body;
  const values = formula.inputs.map(
    (input, index): TypedNode =>
      input.kind === 'literal'
        ? typedLiteral(input.text, formula)
        : { node: operandNode(index, input.kind === 'expression'), type: typeOfSource(input) },
  );
  const { node, type } = translateBody(
    { run: body, site, constants },
    values,
    isCondition ? { kind: 'boolean', what: 'a condition' } : undefined,
  );
  noteType(formula, type);
  formula.schema = describeType(type);
  return node;
}

/** Returns a literal that became an input, such as the argument of a pipeline. */
function typedLiteral(text: string, { body, site }: Formula): TypedNode {
  const { parsed, errors } = parseFunction({ run: body as Given['run'], site });
  return typedConstant(
    readConstant(JSON.parse(text), () => false),
    { part: parsed, context: { errors } },
  );
}

/** A function, the place where it was passed, and its constants. */
interface Given {
  readonly run: (...values: never[]) => unknown;
  readonly site: CallSite;
  readonly constants: FunctionConstants | undefined;
  /** What to do instead of computing a value in a component. */
  readonly instead?: string;
}

/** The kind of value that a function must return. */
export interface Wanted {
  readonly kind: 'boolean' | 'string' | 'number';
  /** What returns it, for messages: `a condition`. */
  readonly what: string;
}

/** Translates a function whose parameters have the given values, besides its constants. */
export function translateBody(
  { run, site, constants, instead }: Given,
  values: readonly TypedNode[],
  wanted: Wanted | undefined,
): TypedNode {
  const { parsed, errors } = parseFunction({ run, site, instead });
  const names = new Map<string, TypedNode | undefined>();
  const used = new Set<string>();
  const context: Translation = {
    names,
    captured: constants?.captured,
    noteCaptured: (name) => used.add(name),
    errors,
    narrowing: new Map(),
    chain: undefined,
    translate,
    condition,
  };
  // A `this` parameter only exists for the compiler.
  const params = parsed.params.filter((param) => param.type !== 'Identifier' || param.name !== 'this');
  const rest = [...values];
  for (const [index, param] of params.entries()) {
    const constant = constants?.parameters[index];
    const value = constant === undefined ? rest.shift() : typedConstant(constant, { part: param, context });
    bindParameter(param, value ?? UNDEFINED, { ...context, names });
  }
  const typed = translateFunctionBody(parsed, context);
  if (constants !== undefined) assertUnchanged({ run, site, constants }, used);
  if (wanted === undefined || isOnly(typed.type, wanted.kind)) return typed;
  throw unsupported(
    parsed.body,
    context,
    `${wanted.what} must be a ${wanted.kind}, but this is ${nameOfType(typed.type)}`,
    wanted.kind === 'boolean'
      ? 'Compare it, or write Boolean(value)'
      : `Convert it: ${wanted.kind === 'string' ? 'String' : 'Number'}(value)`,
  );
}
