import { evaluateExpression, toEnvironment } from '@tiphys/expression';
import type { ArtifactFields, TemplateFields, ValueSource } from '../../manifest/fields.ts';
import { scalarText } from '../../manifest/fields.ts';
import type { NodeOutputs } from '../../state/node/node-status.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import { valueAt } from '../../state/records.ts';
import type { ReferenceScope } from '../../state/reference-scope.ts';
import type { RunState } from '../../state/run-state.ts';
import { lastAttempt } from '../../state/tree/find-node.ts';
import type { Caller } from './caller.ts';
import { setParameters } from './parameter-variables.ts';
import { substitute } from './substitution.ts';
import { allVariables } from './variables.ts';

/** Thrown if a scope has no output of that name. */
export class UnknownOutput extends Error {
  constructor(name: string) {
    super(`Unable to resolve: "${name}"`);
  }
}

/** Returns a scope with the inputs of a template and the global outputs. */
export function createScope(run: RunState, template: TemplateFields): ReferenceScope {
  const scope: ReferenceScope = { variables: {}, artifacts: {} };
  setParameters(scope.variables, 'inputs.parameters', template.inputs?.parameters ?? []);
  for (const artifact of template.inputs?.artifacts ?? []) {
    scope.artifacts[`inputs.artifacts.${artifact.name}`] = artifact;
  }
  addWorkflowOutputs(run, scope);
  return scope;
}

/** Adds the current global outputs. */
export function addWorkflowOutputs(run: RunState, scope: ReferenceScope): void {
  addOutputs(scope, 'workflow', run.outputs);
}

/** Adds the variables of the node of a step or task. See docs/semantics/inputs-and-outputs.md#variables-of-a-node. */
export function addNode(run: RunState, scope: ReferenceScope, caller: Caller, node: RunNode): void {
  const prefix = `${caller.kind}.${caller.name}`;
  const shown = node.fields.type === 'Retry' ? (lastAttempt(run, node) ?? node) : node;
  const { fields } = shown;
  scope.variables[`${prefix}.id`] = fields.id;
  scope.variables[`${prefix}.startedAt`] = fields.startedAt;
  if (fields.finishedAt !== undefined) scope.variables[`${prefix}.finishedAt`] = fields.finishedAt;
  scope.variables[`${prefix}.status`] = fields.phase;
  if (fields.podIP !== undefined) scope.variables[`${prefix}.ip`] = fields.podIP;
  if (fields.outputs) addOutputs(scope, prefix, fields.outputs);
  else if (fields.phase === 'Skipped' || fields.phase === 'Omitted') addAbsentOutputs(scope, caller, node);
}

/** Adds outputs under a prefix. */
export function addOutputs(scope: ReferenceScope, prefix: string, outputs: NodeOutputs): void {
  if (outputs.result !== undefined) scope.variables[`${prefix}.outputs.result`] = outputs.result;
  if (outputs.exitCode !== undefined) scope.variables[`${prefix}.exitCode`] = outputs.exitCode;
  setParameters(scope.variables, `${prefix}.outputs.parameters`, outputs.parameters ?? []);
  for (const artifact of outputs.artifacts ?? []) {
    scope.artifacts[`${prefix}.outputs.artifacts.${artifact.name}`] = artifact;
  }
}

function addAbsentOutputs(scope: ReferenceScope, { kind, name: owner }: Caller, node: RunNode): void {
  const prefix = `${kind}.${owner}.outputs`;
  for (const parameter of node.template?.outputs?.parameters ?? []) {
    const fallback = parameter.valueFrom?.default;
    scope.variables[`${prefix}.parameters.${parameter.name}`] =
      fallback === undefined ? null : scalarText(fallback);
  }
  // Steps then have an empty artifact, dags have none.
  // See docs/semantics/inputs-and-outputs.md#absent-artifacts.
  if (kind !== 'steps') return;
  for (const { name } of node.template?.outputs?.artifacts ?? []) {
    scope.artifacts[`${prefix}.artifacts.${name}`] = { name };
  }
}

/**
 * Evaluates an expression that sees only the scope, such as `valueFrom.expression`.
 * See docs/semantics/inputs-and-outputs.md#scope-of-an-output-expression.
 *
 * @throws ExpressionError
 */
export function evaluateInScope(scope: ReferenceScope, expression: string): unknown {
  return evaluateExpression(
    expression,
    toEnvironment(
      new Map<string, unknown>([...Object.entries(scope.variables), ...Object.entries(scope.artifacts)]),
    ),
  );
}

/**
 * Returns the value that `valueFrom.parameter` or `valueFrom.expression` refers to; null if it is absent.
 *
 * @throws UnknownOutput `Unable to resolve: "steps.a.outputs.result"`
 */
export function resolveValueSource(scope: ReferenceScope, source: ValueSource): unknown {
  if (source.expression) return evaluateInScope(scope, source.expression);
  if (!source.parameter) return '';
  const name = withoutBraces(source.parameter);
  if (Object.hasOwn(scope.variables, name) && /^(steps|tasks|workflow)\./.test(name))
    return scope.variables[name];
  throw new UnknownOutput(name);
}

/**
 * Returns the artifact that `from` or `fromExpression` refers to.
 *
 * @throws UnknownOutput `Unable to resolve: "steps.a.outputs.artifacts.x"`
 */
export function resolveArtifact(
  run: RunState,
  scope: ReferenceScope,
  artifact: ArtifactFields,
): ArtifactFields | undefined {
  if (!artifact.from && !artifact.fromExpression) return undefined;
  const found = artifact.fromExpression
    ? evaluateInScope(scope, artifact.fromExpression)
    : findArtifact(scope, withoutBraces(artifact.from ?? ''));
  if (typeof found !== 'object' || found === null)
    throw new Error(`Variable {{${String(found)}}} is not an artifact`);
  // An expression can only return one of the artifacts of the scope.
  const resolved = found as ArtifactFields;
  if (!artifact.subPath) return { ...resolved, name: artifact.name };
  const subPath = substitute({ text: artifact.subPath }, allVariables(run, scope), 'lenient').text;
  return { ...appendToKey(resolved, subPath), name: artifact.name };
}

function findArtifact(scope: ReferenceScope, name: string): ArtifactFields {
  const artifact = valueAt(scope.artifacts, name);
  if (!artifact) throw new UnknownOutput(name);
  return artifact;
}

function withoutBraces(text: string): string {
  return text.replace(/^\{\{/, '').replace(/\}\}$/, '').trim();
}

function appendToKey(artifact: ArtifactFields, subPath: string): ArtifactFields {
  const entries = Object.entries(artifact).map(([field, value]) => {
    const location = value as { readonly key?: unknown } | null;
    if (typeof location !== 'object' || location === null || typeof location.key !== 'string')
      return [field, value];
    return [
      field,
      { ...location, key: `${location.key.replace(/\/+$/, '')}/${subPath.replace(/^\/+/, '')}` },
    ];
  });
  return Object.fromEntries(entries) as ArtifactFields;
}
