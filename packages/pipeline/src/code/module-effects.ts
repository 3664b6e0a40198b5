import type { Expression, ModuleDeclaration, Program, Statement } from 'acorn';
import type { TextRange } from './pure-initializers.ts';

/**
 * Tells whether loading a module does anything besides declaring values: whether it calls anything, changes anything, or reads what others may change.
 *
 * @param pure initializers that are known to have no effects
 */
export function hasEffects(program: Program, pure: readonly TextRange[]): boolean {
  const isInert = (value: Expression | null | undefined): boolean => {
    if (value == null || pure.some(({ start, end }) => value.start === start && value.end === end))
      return true;
    switch (value.type) {
      case 'Literal':
      case 'Identifier':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return true;
      case 'TemplateLiteral':
        return value.expressions.every(isInert);
      case 'UnaryExpression':
        return value.operator !== 'delete' && isInert(value.argument);
      case 'ArrayExpression':
        return value.elements.every((one) => one?.type !== 'SpreadElement' && isInert(one));
      case 'ObjectExpression':
        return value.properties.every(
          (one) => one.type === 'Property' && !one.computed && isInert(one.value as Expression),
        );
      default:
        return false;
    }
  };
  const isDeclaration = (statement: Statement | ModuleDeclaration): boolean => {
    switch (statement.type) {
      case 'ImportDeclaration':
        return statement.specifiers.length > 0;
      case 'ExportAllDeclaration':
      case 'FunctionDeclaration':
      case 'EmptyStatement':
        return true;
      case 'ExportNamedDeclaration':
        return statement.declaration == null || isDeclaration(statement.declaration);
      case 'ExportDefaultDeclaration':
        return statement.declaration.type === 'FunctionDeclaration';
      case 'VariableDeclaration':
        return statement.declarations.every(({ id, init }) => id.type === 'Identifier' && isInert(init));
      default:
        return false;
    }
  };
  return !program.body.every(isDeclaration);
}
