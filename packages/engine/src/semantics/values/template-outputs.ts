import { printGoValue } from '@tiphys/expression';
import { describeError } from '../../contract/error-text.ts';
import {
  type ArtifactFields,
  type ParameterFields,
  scalarText,
  type TemplateFields,
} from '../../manifest/fields.ts';
import type { NodeOutputs } from '../../state/node/node-status.ts';
import type { ReferenceScope } from '../../state/reference-scope.ts';
import type { RunState } from '../../state/run-state.ts';
import { resolveArtifact, resolveValueSource, UnknownOutput } from './scope.ts';

/**
 * Returns the outputs of a steps or dag template from its scope; undefined if it declares none.
 * See docs/semantics/inputs-and-outputs.md#outputs-of-steps-and-dags.
 *
 * @throws Error with Argo's message if an output cannot be found and has no default
 */
export function templateOutputs(
  run: RunState,
  template: TemplateFields,
  scope: ReferenceScope,
): NodeOutputs | undefined {
  const parameters = (template.outputs?.parameters ?? []).map((parameter) =>
    outputParameter(parameter, scope),
  );
  const artifacts = (template.outputs?.artifacts ?? [])
    .map((artifact) => outputArtifact(run, artifact, scope))
    .filter((artifact) => artifact !== undefined);
  if (parameters.length === 0 && !template.outputs?.artifacts?.length) return undefined;
  return { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) };
}

function outputParameter(parameter: ParameterFields, scope: ReferenceScope): ParameterFields {
  const { valueFrom, ...declared } = parameter;
  if (!valueFrom) throw new Error('output parameters must have a valueFrom specified');
  let value: unknown;
  try {
    value = resolveValueSource(scope, valueFrom);
  } catch (error) {
    if (valueFrom.default === undefined) throw error;
    return { ...declared, value: scalarText(valueFrom.default) };
  }
  if (value !== null && value !== undefined) {
    return { ...declared, value: typeof value === 'string' ? value : printGoValue(value) };
  }
  if (valueFrom.default !== undefined) return { ...declared, value: scalarText(valueFrom.default) };
  throw new Error(
    `output parameter "${parameter.name}": "${valueFrom.parameter ?? valueFrom.expression ?? ''}" is an absent optional (skipped/omitted node output with no default)`,
  );
}

function outputArtifact(
  run: RunState,
  artifact: ArtifactFields,
  scope: ReferenceScope,
): ArtifactFields | undefined {
  try {
    const resolved = resolveArtifact(run, scope, artifact);
    if (!resolved) return undefined;
    return artifact.globalName ? { ...resolved, globalName: artifact.globalName } : resolved;
  } catch (error) {
    if (artifact.optional && error instanceof UnknownOutput) return undefined;
    const message = describeError(error);
    throw new Error(`unable to resolve outputs from scope: ${message}`);
  }
}
