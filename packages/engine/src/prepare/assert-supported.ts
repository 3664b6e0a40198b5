import { workOf } from '../contract/combine-executors.ts';
import { EngineError } from '../contract/engine-error.ts';
import type { Executor, WorkKind } from '../contract/executor.ts';
import type { CallFields, TemplateFields } from '../manifest/fields.ts';
import { patchOfWorkflow, withWorkflowSettings } from '../semantics/kinds/pod/workflow-settings.ts';
import { resolveTemplate, templatesOf, withDefaults } from '../semantics/values/template-store.ts';
import type { RunState } from '../state/run-state.ts';

/**
 * Refuses a workflow that the executor does not support, before anything runs.
 *
 * @throws EngineError `ENGINE_NO_EXECUTOR` that names the template and its kind, and those of the executor
 */
export function assertSupported(run: RunState, executor: Executor): void {
  const check: SupportCheck = { run, executor, visited: new Set() };
  const { local, scopes } = templatesOf(run);
  for (const template of scopes.get(local)?.values() ?? []) {
    checkTemplate(check, { template, scope: local, label: labelOf(template) });
  }
}

interface SupportCheck {
  readonly run: RunState;
  readonly executor: Executor;
  readonly visited: Set<TemplateFields>;
}

interface CheckedTemplate {
  readonly template: TemplateFields;
  readonly scope: string;
  readonly label: string;
}

function checkTemplate(check: SupportCheck, { template: declared, scope, label }: CheckedTemplate): void {
  if (check.visited.has(declared)) return;
  check.visited.add(declared);
  const { spec } = check.run;
  const template = withWorkflowSettings(spec, withDefaults(templatesOf(check.run), declared));
  if (!template.steps?.length && !template.dag && !template.suspend) {
    const work = workOf(template);
    const { works = ['pod'] } = check.executor;
    if (!works.includes(work)) throw noExecutor(work, label);
    // The executor's type of a template describes the same object.
    const problem = check.executor.findUnsupported(
      template as never,
      [patchOfWorkflow(spec, template), spec.podSpecPatch, template.podSpecPatch].filter(
        (patch) => patch !== undefined,
      ),
    );
    if (problem) throw new EngineError(problem.code, problem.message);
  }
  for (const [index, call] of callsOf(template).entries()) {
    if (call.inline) {
      checkTemplate(check, {
        template: call.inline,
        scope,
        label: `${label}, inline template ${index + 1}`,
      });
    } else checkReferred(check, scope, call);
  }
}

/** Checks the template of a call. One that is missing, or known only at run time, is left to the run. */
function checkReferred(check: SupportCheck, scope: string, call: CallFields): void {
  let found: ReturnType<typeof resolveTemplate>;
  try {
    found = resolveTemplate({ ...templatesOf(check.run), defaults: undefined }, scope, call);
  } catch {
    return;
  }
  checkTemplate(check, { ...found, label: labelOf(found.template) });
}

function labelOf(template: TemplateFields): string {
  return `Template "${template.name ?? ''}"`;
}

function callsOf(template: TemplateFields): readonly CallFields[] {
  return [...(template.steps ?? []).flat(), ...(template.dag?.tasks ?? [])];
}

function noExecutor(work: WorkKind, label: string): EngineError {
  return new EngineError(
    'ENGINE_NO_EXECUTOR',
    `${label} uses "${work}", but this run has no executor for it. Give it one: combineExecutors({ pod, ${work}: ${MAKERS[work]} }).`,
  );
}

const MAKERS: Readonly<Record<WorkKind, string>> = {
  pod: 'createProcessExecutor(...)',
  data: 'createProcessExecutor(...)',
  http: 'createHttpExecutor(...)',
  plugin: 'createPluginExecutor(...)',
  resource: 'openRunResources(...).executor',
};
