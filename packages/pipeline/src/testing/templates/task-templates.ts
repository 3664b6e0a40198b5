import type { Workflow } from '@tiphys/models';
import type { CalledComponent } from '../../compile/compile-pipeline.ts';
import type { MockBook } from '../mocks/mock-book.ts';
import { declaredTemplate, markFunction, standIn } from '../task/stand-in.ts';
import { assertRunnable, findTemplate, replaceTemplate } from './runnable-templates.ts';

/** The workflow and the objects of a run. */
export interface RunObjects {
  readonly workflow: Workflow;
  readonly objects: readonly unknown[];
}

/** What is prepared for a run in a test. */
export interface TestObjects extends RunObjects {
  /** Returns the component that a script stands for; undefined for other scripts. */
  componentOf(source: string): CalledComponent | undefined;
}

/** Tells whether a component runs a function of the user. */
export function isFunction({ descriptor }: CalledComponent): boolean {
  return descriptor.remote === undefined;
}

/**
 * Prepares the templates of a run: tasks of functions, and of components that are replaced, become scripts that name their component.
 *
 * @throws PipelineError `PIPELINE_TEST_MOCK_REQUIRED` for a component that cannot run in a test
 */
export function prepareObjects(
  { workflow, objects: given }: RunObjects,
  components: readonly CalledComponent[],
  mocks: MockBook,
): TestObjects {
  const isReplaced = (one: CalledComponent): boolean => isFunction(one) || mocks.replaces(one.descriptor);
  assertRunnable(
    components.filter((one) => !isReplaced(one)),
    given,
  );
  const marks = new Map<string, { readonly component: CalledComponent; readonly mark: string }>();
  let objects = given;
  for (const [index, component] of components.entries()) {
    if (!isReplaced(component)) continue;
    const mark = `tiphys-test:${index}`;
    for (const name of component.templates) marks.set(name, { component, mark });
    const { remote } = component.descriptor;
    if (remote === undefined || remote.own !== undefined) continue;
    const declared =
      findTemplate(objects, remote.name, remote.template) ?? declaredTemplate(component.descriptor);
    objects = replaceTemplate(objects, remote, standIn(declared, mark));
  }
  const templates = workflow.spec.templates?.map((template) => {
    const found = marks.get(template.name ?? '');
    if (found === undefined) return template;
    return (isFunction(found.component) ? markFunction : standIn)(template, found.mark);
  });
  return {
    // The kinds of specs differ in other fields.
    workflow: { ...workflow, spec: { ...workflow.spec, templates } as Workflow['spec'] },
    objects,
    componentOf(source) {
      const [, index] = /^tiphys-test:(\d+)$/.exec(source) ?? [];
      return index === undefined ? undefined : components[Number(index)];
    },
  };
}
