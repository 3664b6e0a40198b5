export {
  type DependsNode,
  type DependsTask,
  dependsResults,
  dependsTasks,
  evaluateDepends,
  parseDepends,
} from './depends/depends.ts';
export {
  ExpressionError,
  type ExpressionErrorCode,
  type ExpressionErrorOptions,
  type ExpressionLocation,
} from './expression-error.ts';
export { printGoValue } from './go/print-value.ts';
export { isBuiltin } from './language/builtin-names.ts';
export type { BinaryOperator, ExpressionNode, MapEntry, NodeOf, UnaryOperator } from './language/node.ts';
export { printExpression } from './language/print-expression.ts';
export { evaluateExpression, parseExpression } from './runtime/evaluate-expression.ts';
export { findTags, type Tag } from './tags/find-tags.ts';
export { type SubstituteTagsOptions, substituteTags } from './tags/substitute-tags.ts';
export { toEnvironment, type Variables } from './tags/to-environment.ts';
export { parseJsonText, toJsonText, toPlainValue } from './to-plain-value.ts';
export { evaluateWhen } from './when/evaluate-when.ts';
