import { EngineError } from '../engine-error.ts';
import type { Executor } from '../executor.ts';
import type { TemplateFields } from '../manifest/fields.ts';
import type { Run } from '../run/run.ts';
import { withDefaults } from '../values/template-store.ts';

/** Fields of templates that a run here cannot honour yet. */
const unsupportedFields: Readonly<Record<string, string>> = {
  containerSet: 'CONTAINER_SET',
  resource: 'RESOURCE',
  http: 'HTTP',
  data: 'DATA',
  plugin: 'PLUGIN',
  daemon: 'DAEMON',
  synchronization: 'SYNCHRONIZATION',
  initContainers: 'INIT_CONTAINERS',
  sidecars: 'SIDECARS',
};

/**
 * Refuses a workflow that needs what the engine or the executor cannot do, before anything runs.
 *
 * @throws EngineError `ENGINE_UNSUPPORTED_...` that names the template and the field
 */
export function assertSupported(run: Run, executor: Executor): void {
  if (run.spec.synchronization !== undefined)
    throw unsupported('SYNCHRONIZATION', 'The workflow', 'synchronization');
  for (const template of run.spec.templates ?? []) {
    checkTemplate(withDefaults(run.templates, template), `Template "${template.name ?? ''}"`, {
      run,
      executor,
    });
  }
}

interface Surroundings {
  readonly run: Run;
  readonly executor: Executor;
}

function checkTemplate(template: TemplateFields, label: string, around: Surroundings): void {
  for (const [field, code] of Object.entries(unsupportedFields)) {
    if (template[field] !== undefined) throw unsupported(code, label, field);
  }
  if (template.container || template.script) {
    const problem = around.executor.findUnsupported(template as never);
    if (problem) throw new EngineError(problem.code, { message: problem.message });
  }
  for (const [index, call] of callsOf(template).entries()) {
    if (call.inline)
      checkTemplate(
        withDefaults(around.run.templates, call.inline),
        `${label}, inline template ${index + 1}`,
        around,
      );
  }
}

function callsOf(template: TemplateFields): readonly { readonly inline?: TemplateFields }[] {
  return [...(template.steps ?? []).flat(), ...(template.dag?.tasks ?? [])];
}

function unsupported(code: string, label: string, field: string): EngineError {
  return new EngineError(`ENGINE_UNSUPPORTED_${code}`, {
    message: `${label} uses "${field}", which a local run does not support yet. Submit the workflow to a cluster, or replace the template.`,
  });
}
