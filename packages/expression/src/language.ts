export {
  type DependsNode,
  type DependsTask,
  dependsResults,
  dependsTasks,
  parseDepends,
} from './depends/parse-depends.ts';
export {
  ExpressionError,
  type ExpressionErrorCode,
  type ExpressionErrorOptions,
  type ExpressionLocation,
} from './expression-error.ts';
export { isBuiltin } from './language/builtin-names.ts';
export { childrenOf, mapChildren } from './language/children.ts';
export type { BinaryOperator, ExpressionNode, MapEntry, NodeOf, UnaryOperator } from './language/node.ts';
export { parseExpression } from './language/parse-expression.ts';
export { printExpression } from './language/print-expression.ts';
export { findTags, type Tag } from './tags/find-tags.ts';
