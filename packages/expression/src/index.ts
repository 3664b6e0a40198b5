export { argoVariables, findTypeFault } from './analysis/find-type-fault.ts';
export { argoFunctionNames, isArgoFunction } from './analysis/known-functions.ts';
export { type NameUse, nameUses } from './analysis/name-uses.ts';
export { evaluateDepends } from './depends/evaluate-depends.ts';
// Parsing and printing. Programs that need no more import `@tiphys/expression/language`, which loads faster.
export {
  type BinaryOperator,
  type DependsNode,
  type DependsTask,
  dependsResults,
  dependsTasks,
  ExpressionError,
  type ExpressionErrorCode,
  type ExpressionErrorOptions,
  type ExpressionLocation,
  type ExpressionNode,
  findTags,
  isBuiltin,
  type MapEntry,
  type NodeOf,
  parseDepends,
  parseExpression,
  printExpression,
  type Tag,
  type UnaryOperator,
} from './language.ts';
export { evaluateBoolean } from './runtime/evaluate-boolean.ts';
export { type EvaluateOptions, evaluateExpression } from './runtime/evaluate-expression.ts';
export { goTypeName } from './runtime/go-type-name.ts';
export { substituteTags } from './tags/substitute-tags.ts';
export type { SubstituteTagsOptions } from './tags/substitution.ts';
export { toEnvironment, type Variables } from './tags/to-environment.ts';
export { toPlainValue } from './to-plain-value.ts';
export { printGoValue } from './values/print-value.ts';
export { type Sources, withSources } from './values/sources.ts';
export { GoBytes } from './values/value.ts';
export { evaluateCondition, evaluateWhen } from './when/evaluate-when.ts';
