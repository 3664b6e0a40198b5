import type { DAGTask, Template, WorkflowSpec } from '@tiphys/models';
import { toYaml } from '@tiphys/workflow';
import {
  type CompiledPipeline,
  type CompileOptions,
  type ComponentBundler,
  compilePipeline,
} from '../src/compile.ts';
import type { AnyPipeline } from '../src/index.ts';

/** A bundler whose code is the name of the function. */
export const fakeBundler: ComponentBundler = {
  bundle: async (components) => new Map(components.map((one) => [one, { alone: () => `run(${one.name})` }])),
};

/** Compiles with the fake bundler. */
export function compile(
  pipeline: AnyPipeline,
  options: Partial<CompileOptions> = {},
): Promise<CompiledPipeline> {
  return compilePipeline(pipeline, { bundler: fakeBundler, ...options });
}

/** Returns the spec of what a pipeline compiles to. */
export async function compileSpec(
  pipeline: AnyPipeline,
  options: Partial<CompileOptions> = {},
): Promise<WorkflowSpec> {
  const { manifest } = await compile(pipeline, options);
  return manifest.kind === 'CronWorkflow' ? manifest.spec.workflowSpec : manifest.spec;
}

/** Returns the templates of what a pipeline compiles to, by name. */
export async function compileTemplates(pipeline: AnyPipeline): Promise<Readonly<Record<string, Template>>> {
  const { templates = [] } = await compileSpec(pipeline);
  return Object.fromEntries(templates.map((template) => [template.name ?? '', template]));
}

/** Returns the tasks of a template by name, each as short text: `template(arguments) after depends when condition`. */
export function tasksOf(template: Template | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((template?.dag?.tasks ?? []).map((task) => [task.name, showTask(task)]));
}

function showTask(task: DAGTask): string {
  const parameters = (task.arguments?.parameters ?? []).map(({ name, value }) => `${name}=${value}`);
  const artifacts = (task.arguments?.artifacts ?? []).map(
    ({ name, from, raw }) => `${name}<${from ?? raw?.data}`,
  );
  const loop = task.withParam === undefined ? '' : ` for ${task.withParam}`;
  const when = task.when === undefined ? '' : ` when ${task.when}`;
  const depends = task.depends === undefined ? '' : ` after ${task.depends}`;
  return `${task.template}(${[...parameters, ...artifacts].join(', ')})${loop}${depends}${when}`;
}

/** Returns the YAML of what a pipeline compiles to, with all templates or with the named ones. */
export async function compileYaml(pipeline: AnyPipeline, names?: readonly string[]): Promise<string> {
  const { manifest } = await compile(pipeline);
  if (names === undefined || manifest.kind !== 'Workflow') return toYaml(manifest);
  const templates = manifest.spec.templates?.filter(({ name }) => names.includes(name ?? '')) ?? [];
  return toYaml({ ...manifest, spec: { entrypoint: 'main', templates } });
}
