import type { FillTags } from './fill-tags.ts';
import type { Step, Template } from './template-fields.ts';

/**
 * Returns a step or task with the tags replaced in its name, in what it calls and in what it depends on: Argo looks these up, so they
 * must be names by then.
 */
export function fillStep(step: Step, fill: FillTags): Step {
  const { name, template, templateRef, depends, dependencies } = step;
  const texts = [name, template, templateRef?.name, templateRef?.template, depends, ...(dependencies ?? [])];
  if (!texts.some((text) => text?.includes('{{'))) return step;
  return {
    ...step,
    ...filled({ name, template, depends }, fill),
    ...(templateRef && {
      templateRef: {
        ...templateRef,
        ...filled({ name: templateRef.name, template: templateRef.template }, fill),
      },
    }),
    ...(dependencies && { dependencies: dependencies.map(fill) }),
  };
}

/** Returns a template with the tags replaced in the targets of its dag. */
export function fillTarget(template: Template, fill: FillTags): Template {
  const { dag } = template;
  return dag?.target?.includes('{{') ? { ...template, dag: { ...dag, target: fill(dag.target) } } : template;
}

function filled<T extends Readonly<Record<string, string | undefined>>>(
  fields: T,
  fill: FillTags,
): { readonly [K in keyof T]?: string } {
  const result: { [K in keyof T]?: string } = {};
  for (const key in fields) {
    const text = fields[key];
    if (text !== undefined) result[key] = fill(text);
  }
  return result;
}
