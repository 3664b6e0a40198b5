import type { AnyFunction, BlockStatement, Expression, Statement } from '../source/syntax.ts';
import { type TypedNode, UNDEFINED } from '../value-types/typed-node.ts';
import { bindParameter } from './bind-parameter.ts';
import { type Narrowing, withoutVariables } from './narrowing.ts';
import { conditionalOf } from './translate-logical.ts';
import type { Translation } from './translation.ts';

/** Translates what a function returns: its expression, or a block of constants, conditions and returns. */
export function translateFunctionBody(part: AnyFunction, context: Translation): TypedNode {
  if (part.async || part.generator) throw refused(part, context);
  // A body is an expression if it is not a block.
  if (part.body.type !== 'BlockStatement') return context.translate(part.body as Expression, context);
  return translateStatements((part.body as BlockStatement).body, context, () => UNDEFINED);
}

/** Translates statements. `after` gives the value if none of them returns. */
function translateStatements(
  statements: readonly Statement[],
  context: Translation,
  after: (narrowing: Narrowing) => TypedNode,
): TypedNode {
  const [statement, ...rest] = statements;
  if (statement === undefined) return after(context.narrowing);
  // Names in an inner block end with it.
  const goOn = (narrowing: Narrowing): TypedNode =>
    translateStatements(rest, { ...context, narrowing }, after);
  switch (statement.type) {
    case 'ReturnStatement':
      return statement.argument == null ? UNDEFINED : context.translate(statement.argument, context);
    case 'VariableDeclaration':
      return translateStatements(rest, declare(statement, context), after);
    case 'IfStatement': {
      const { test, consequent, alternate } = statement;
      return conditionalOf(
        test,
        {
          whenTrue: (inner) => translateStatements([consequent], inner, goOn),
          whenFalse: (inner) => translateStatements(alternate == null ? [] : [alternate], inner, goOn),
        },
        context,
      );
    }
    case 'BlockStatement':
      return translateStatements(statement.body, context, goOn);
    case 'EmptyStatement':
      return goOn(context.narrowing);
    default:
      throw refused(statement, context);
  }
}

function declare(
  statement: Extract<Statement, { type: 'VariableDeclaration' }>,
  context: Translation,
): Translation {
  const own = new Map<string, TypedNode | undefined>();
  let inner = context;
  for (const { id, init } of statement.declarations) {
    if (init == null) throw refused(statement, context);
    bindParameter(id, inner.translate(init, inner), { ...inner, names: own });
    inner = {
      ...inner,
      names: new Map([...inner.names, ...own]),
      narrowing: withoutVariables(inner.narrowing, own),
    };
  }
  return inner;
}

function refused(part: Statement | AnyFunction, { errors }: Translation): Error {
  return errors.at(
    'PIPELINE_UNSUPPORTED_SYNTAX',
    part,
    'a function that becomes an Argo expression can only have constants, if and return. Write (a, b) => a > b, or compute it in a component.',
  );
}
