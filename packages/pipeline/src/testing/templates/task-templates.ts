import { toWorkflow } from '@tiphys/engine';
import type { Template, Workflow, WorkflowTemplate } from '@tiphys/models';
import type { CalledComponent, CompiledPipeline } from '../../compile/compile-pipeline.ts';
import type { MockBook } from '../mocks/mock-book.ts';
import { markFunction, standIn } from '../task/stand-in.ts';
import { declaredTemplate } from './declared-template.ts';
import { assertRunnable, findTemplate, replaceTemplate } from './runnable-templates.ts';

/** The workflow and the objects of a run. */
export interface RunObjects {
  readonly workflow: Workflow;
  readonly objects: readonly unknown[];
}

/** What is prepared for a run in a test. */
export interface TestObjects extends RunObjects {
  /** The components that the pipelines call. */
  readonly components: readonly CalledComponent[];
  /** Returns the component that a script stands for; undefined for other scripts. */
  componentOf(source: string): CalledComponent | undefined;
}

/** The mark of a template that submits a workflow of its own. */
export const SUBMISSION = 'tiphys-test:submission';

/** Tells whether a component runs a function of the user. */
export function isFunction({ descriptor: { remote, source } }: CalledComponent): boolean {
  return remote === undefined && source.module !== '';
}

/** Tells whether a component is a service that others use while it runs. */
function isDaemon({ descriptor: { definition } }: CalledComponent): boolean {
  return definition?.daemon === true;
}

/**
 * Prepares the templates of a run: tasks of functions, and of components that are replaced, become scripts that name their component.
 *
 * @param pipelines the pipeline, and those that it runs from their WorkflowTemplates
 * @throws PipelineError `PIPELINE_TEST_MOCK_REQUIRED` for a component that cannot run in a test
 */
export function prepareObjects(
  [main, ...references]: readonly [CompiledPipeline, ...CompiledPipeline[]],
  given: readonly unknown[],
  mocks: MockBook,
): TestObjects {
  const components = [...new Map([main, ...references].flatMap(componentsOf)).values()];
  const isReplaced = (one: CalledComponent): boolean =>
    isFunction(one) || isDaemon(one) || mocks.replaces(one.descriptor);
  const others = components.filter((one) => !isReplaced(one));
  assertRunnable(others, given);
  const replaced = new Map<string, CalledComponent>(
    components.flatMap((one, index) => (isReplaced(one) ? [[`tiphys-test:${index}`, one] as const] : [])),
  );
  const marks = new Map([...replaced].map(([mark, { descriptor }]) => [descriptor, mark]));
  const prepare = (compiled: CompiledPipeline, templates: readonly Template[] = []): readonly Template[] => {
    const byName = new Map(
      compiled.components.flatMap((one) => one.templates.map((name) => [name, one] as const)),
    );
    return templates.map((template) => prepareTemplate(template, byName.get(template.name ?? ''), marks));
  };
  let objects: readonly unknown[] = [
    ...references.map((one) => withTemplates(one.manifest as WorkflowTemplate, one)),
    ...given,
  ];
  for (const { descriptor } of components) {
    const { remote } = descriptor;
    const mark = marks.get(descriptor);
    if (mark === undefined || remote === undefined || remote.own !== undefined) continue;
    const declared = findTemplate(objects, remote.name, remote.template) ?? declaredTemplate(descriptor);
    objects = replaceTemplate(objects, remote, standIn(declared, mark));
  }
  return {
    workflow: withTemplates(toWorkflow(main.manifest), main),
    objects,
    components,
    componentOf: (source) => replaced.get(source),
  };

  function withTemplates<T extends Workflow | WorkflowTemplate>(object: T, compiled: CompiledPipeline): T {
    // Only the templates change.
    return { ...object, spec: { ...object.spec, templates: prepare(compiled, object.spec.templates) } };
  }
}

function componentsOf({ components }: CompiledPipeline): readonly (readonly [unknown, CalledComponent])[] {
  return components.map((one) => [one.descriptor, one]);
}

function prepareTemplate(
  template: Template,
  component: CalledComponent | undefined,
  marks: ReadonlyMap<unknown, string>,
): Template {
  // A pipeline writes such templates only to submit others.
  if (component === undefined)
    return template.resource === undefined ? template : standIn(template, SUBMISSION);
  const mark = marks.get(component.descriptor);
  if (mark === undefined) return template;
  return (isFunction(component) ? markFunction : standIn)(template, mark);
}
