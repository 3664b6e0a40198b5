import type { Rule } from '../rule.ts';
import { entrypointInputs } from './entrypoint-inputs.ts';
import { hookExpression } from './hook-expression.ts';
import { missingEntrypoint } from './missing-entrypoint.ts';
import { podGc } from './pod-gc.ts';
import { podResources } from './pod-resources.ts';
import { templatesBesideRef } from './templates-beside-ref.ts';
import { unknownEntrypoint } from './unknown-entrypoint.ts';
import { unknownWorkflowTemplate } from './unknown-workflow-template.ts';

/** The rules about the spec of a workflow. */
export const workflowRules: readonly Rule[] = [
  entrypointInputs,
  hookExpression,
  missingEntrypoint,
  podGc,
  podResources,
  templatesBesideRef,
  unknownEntrypoint,
  unknownWorkflowTemplate,
];
