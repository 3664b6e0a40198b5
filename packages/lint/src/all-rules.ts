import { artifactSource } from './rules/arguments/artifact-source.ts';
import { argumentEnum } from './rules/arguments/enum.ts';
import { parameterValue } from './rules/arguments/parameter-value.ts';
import { emptyLoop } from './rules/call/empty-loop.ts';
import { emptySteps } from './rules/call/empty-steps.ts';
import { callLoop } from './rules/call/loop.ts';
import { loopArtifact } from './rules/call/loop-artifact.ts';
import { missingArgument } from './rules/call/missing-argument.ts';
import { callTarget } from './rules/call/target.ts';
import { twoTargets } from './rules/call/two-targets.ts';
import { unknownArgument } from './rules/call/unknown-argument.ts';
import { unknownTemplate } from './rules/call/unknown-template.ts';
import { cronOptions } from './rules/cron/options.ts';
import { cronSchedule } from './rules/cron/schedule.ts';
import { dagCycle } from './rules/dag/cycle.ts';
import { dependsResult } from './rules/dag/depends-result.ts';
import { digitName } from './rules/dag/digit-name.ts';
import { missingDependency } from './rules/dag/missing-dependency.ts';
import { mixedDepends } from './rules/dag/mixed-depends.ts';
import { neverReady } from './rules/dag/never-ready.ts';
import { dagTasks } from './rules/dag/no-tasks.ts';
import { dagTarget } from './rules/dag/unknown-target.ts';
import { unknownTask } from './rules/dag/unknown-task.ts';
import { dependsSyntax } from './rules/expressions/depends-syntax.ts';
import { expressionSyntax } from './rules/expressions/syntax.ts';
import { expressionTypes } from './rules/expressions/types.ts';
import { unknownName } from './rules/expressions/unknown-name.ts';
import { whenCondition } from './rules/expressions/when.ts';
import { unknownHookTemplate } from './rules/hooks/unknown-template.ts';
import { duplicateName } from './rules/names/duplicate.ts';
import { invalidName } from './rules/names/invalid.ts';
import { missingName } from './rules/names/missing.ts';
import { duplicateObject } from './rules/object/duplicate.ts';
import { invalidObjectName } from './rules/object/invalid-name.ts';
import { nameTooLong } from './rules/object/name-too-long.ts';
import { outputGlobalName } from './rules/outputs/global-name.ts';
import { outputParameterSource } from './rules/outputs/parameter-source.ts';
import type { Rule } from './rules/rule.ts';
import { fieldGroup } from './rules/structure/field-group.ts';
import { ignoredValue } from './rules/structure/ignored-value.ts';
import { missingField } from './rules/structure/missing-field.ts';
import { refusedValue } from './rules/structure/refused-value.ts';
import { unknownField } from './rules/structure/unknown-field.ts';
import { wrongCase } from './rules/structure/wrong-case.ts';
import { wrongType } from './rules/structure/wrong-type.ts';
import { activeDeadline } from './rules/template/active-deadline.ts';
import { artifactLocation } from './rules/template/artifact-location.ts';
import { artifactPath } from './rules/template/artifact-path.ts';
import { templateBody } from './rules/template/body.ts';
import { containerSet } from './rules/template/container-set.ts';
import { templateImage } from './rules/template/image.ts';
import { initContainerName } from './rules/template/init-container-name.ts';
import { templateMetrics } from './rules/template/metrics.ts';
import { mountPath } from './rules/template/mount-path.ts';
import { templateParallelism } from './rules/template/parallelism.ts';
import { templatePlugin } from './rules/template/plugin.ts';
import { reservedContainer } from './rules/template/reserved-container.ts';
import { templateResource } from './rules/template/resource.ts';
import { resourceClaims } from './rules/template/resource-claims.ts';
import { retryPolicy } from './rules/template/retry-policy.ts';
import { templateTimeout } from './rules/template/timeout.ts';
import { itemOutsideLoop } from './rules/variables/item-outside-loop.ts';
import { misspeltRoot } from './rules/variables/misspelt-root.ts';
import { unclosedTag } from './rules/variables/unclosed.ts';
import { unresolvedVariable } from './rules/variables/unresolved.ts';
import { unresolvedElsewhere } from './rules/variables/unresolved-elsewhere.ts';
import { entrypointInputs } from './rules/workflow/entrypoint-inputs.ts';
import { hookExpression } from './rules/workflow/hook-expression.ts';
import { missingEntrypoint } from './rules/workflow/missing-entrypoint.ts';
import { podGc } from './rules/workflow/pod-gc.ts';
import { podResources } from './rules/workflow/pod-resources.ts';
import { templatesBesideRef } from './rules/workflow/templates-beside-ref.ts';
import { unknownEntrypoint } from './rules/workflow/unknown-entrypoint.ts';
import { unknownWorkflowTemplate } from './rules/workflow/unknown-workflow-template.ts';

/** Every rule, by group. */
export const rules: readonly Rule[] = [
  artifactSource,
  argumentEnum,
  parameterValue,
  emptyLoop,
  emptySteps,
  callLoop,
  loopArtifact,
  missingArgument,
  callTarget,
  twoTargets,
  unknownArgument,
  unknownTemplate,
  cronOptions,
  cronSchedule,
  dagCycle,
  dependsResult,
  digitName,
  missingDependency,
  mixedDepends,
  neverReady,
  dagTarget,
  dagTasks,
  unknownTask,
  dependsSyntax,
  expressionSyntax,
  expressionTypes,
  unknownName,
  whenCondition,
  unknownHookTemplate,
  duplicateName,
  invalidName,
  missingName,
  duplicateObject,
  invalidObjectName,
  nameTooLong,
  outputGlobalName,
  outputParameterSource,
  fieldGroup,
  ignoredValue,
  missingField,
  refusedValue,
  unknownField,
  wrongCase,
  wrongType,
  activeDeadline,
  artifactLocation,
  artifactPath,
  templateBody,
  containerSet,
  templateImage,
  initContainerName,
  templateMetrics,
  mountPath,
  templateParallelism,
  templatePlugin,
  reservedContainer,
  resourceClaims,
  templateResource,
  retryPolicy,
  templateTimeout,
  itemOutsideLoop,
  misspeltRoot,
  unclosedTag,
  unresolvedElsewhere,
  unresolvedVariable,
  entrypointInputs,
  hookExpression,
  missingEntrypoint,
  podGc,
  podResources,
  templatesBesideRef,
  unknownEntrypoint,
  unknownWorkflowTemplate,
];
