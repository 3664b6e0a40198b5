import type { SpecFields, TemplateFields } from '../../manifest/fields.ts';
import type { RunState } from '../../state/run-state.ts';
import { templatesOf } from '../values/template-store.ts';
import { globalsOf } from '../values/variables.ts';
import { checkArguments } from './calls/check-arguments.ts';
import { checkHooks } from './calls/check-hooks.ts';
import { checkCallNames } from './check-names.ts';
import { checkCall, type TemplateCheck } from './check-template.ts';
import { checkPodRules, checkReferringSpec, checkWorkflowName } from './check-workflow-fields.ts';
import { valuesForCheck } from './fill-for-check.ts';
import type { TemplateChoice } from './find-template.ts';
import { ANY_GLOBAL_ARTIFACT, globalNames, namesGlobalArtifactByTag } from './known-names.ts';
import { SpecProblem, withPrefix } from './spec-problem.ts';

/**
 * Returns the message of Argo's validation for an invalid spec; undefined if it is valid. The order of the checks is that of Argo, which
 * reports the first problem only. See docs/semantics/validation.md#order.
 */
export function findSpecProblem(run: RunState): string | undefined {
  try {
    checkSpec(run);
    return undefined;
  } catch (error) {
    if (error instanceof SpecProblem) return error.message;
    throw error;
  }
}

function checkSpec(run: RunState): void {
  const { spec } = run;
  checkWorkflowName(run.identity.name);
  checkReferringSpec(run.workflow.spec ?? {});
  if (!spec.workflowTemplateRef) checkCallNames(spec.templates, 'spec.templates');
  checkArguments(spec.arguments, 'spec.arguments.');
  if (!spec.entrypoint) throw new SpecProblem('spec.entrypoint is required');
  const check = createCheck(run);
  const { local } = check.store;
  checkCall(check, { call: choose(spec, spec.entrypoint), scope: local, arguments: spec.arguments ?? {} });
  checkExitHandler(check, spec);
  checkHooks(spec.hooks, 'hooks');
  checkPodRules(spec);
  for (const { name = '' } of spec.templates ?? []) {
    withPrefix(`templates.${name} `, () => checkCall(check, { call: choose(spec, name), scope: local }));
  }
}

/** Returns what names a template of the workflow: with `workflowTemplateRef`, the templates are those of that object. */
function choose({ workflowTemplateRef }: SpecFields, template: string): TemplateChoice {
  return workflowTemplateRef ? { templateRef: { ...workflowTemplateRef, template } } : { template };
}

function createCheck(run: RunState): TemplateCheck {
  return {
    store: templatesOf(run),
    globals: globalNames(run.spec, Object.keys(run.globals)),
    values: valuesForCheck(globalsOf(run)),
    visited: new Set(),
    defaultsOf: (scope) => defaultsOf(run, scope),
  };
}

/** Returns the defaults for the image. Argo does not read those of a ClusterWorkflowTemplate. */
function defaultsOf(run: RunState, scope: string): TemplateFields | undefined {
  const [kind, name] = scope.split('/');
  if (kind === 'local') return run.workflow.spec?.templateDefaults;
  if (kind !== 'namespaced') return undefined;
  return run.objects.find((object) => object.kind === 'WorkflowTemplate' && object.metadata?.name === name)
    ?.spec?.templateDefaults;
}

function checkExitHandler(check: TemplateCheck, spec: SpecFields): void {
  if (!spec.onExit) return;
  check.globals.add('workflow.failures');
  if (namesGlobalArtifactByTag(spec.templates ?? [])) check.globals.add(ANY_GLOBAL_ARTIFACT);
  checkCall(check, {
    call: choose(spec, spec.onExit),
    scope: check.store.local,
    arguments: spec.arguments ?? {},
  });
}
