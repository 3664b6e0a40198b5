import type { JsonPath } from '@tiphys/models/facts';
import type { Arguments } from './argument-fields.ts';
import type { FillTags } from './fill-tags.ts';
import type { Subject } from './subject.ts';
import type { TemplateView } from './template-view.ts';

/** Something with a name. */
export interface NamedItem {
  /** With tags replaced where Argo replaces them before it checks the name. */
  readonly name: string;
  /** As it is in the file. */
  readonly written: string;
  readonly path: JsonPath;
}

/** The named items of one list. */
export interface NamedList {
  /** The kind of items, for messages: `template`, `input parameter`. */
  readonly what: string;
  readonly items: readonly NamedItem[];
  /** Parameters and artifacts may have `_` in their names; templates and tasks may not. */
  readonly allowsUnderscore: boolean;
}

/** Yields every list of an object whose items need different names. */
export function* namedLists(subject: Subject): Generator<NamedList> {
  yield {
    what: 'template',
    items: subject.templates.map(({ template: { name = '' }, path }) => ({ name, written: name, path })),
    allowsUnderscore: false,
  };
  yield* argumentLists('argument', subject.spec?.arguments, { path: [...subject.specPath, 'arguments'] });
  for (const view of subject.allTemplates) yield* templateLists(view);
}

function* templateLists({ template, path, calls, fill }: TemplateView): Generator<NamedList> {
  yield* argumentLists('input', template.inputs, { path: [...path, 'inputs'] });
  yield* argumentLists('output', template.outputs, { path: [...path, 'outputs'], fill });
  if (calls.length > 0) {
    const items = calls.map(({ step, written, path: at }) => ({
      name: step.name ?? '',
      written: written.name ?? '',
      path: at,
    }));
    yield { what: template.dag ? 'task' : 'step', items, allowsUnderscore: false };
  }
  for (const call of calls)
    yield* argumentLists('argument', call.step.arguments, { path: [...call.path, 'arguments'], fill });
  const containers = template.containerSet?.containers ?? [];
  yield {
    what: 'container',
    items: containers.map(({ name = '' }, index) => ({
      name: fill(name),
      written: name,
      path: [...path, 'containerSet', 'containers', index],
    })),
    allowsUnderscore: false,
  };
}

function* argumentLists(
  what: string,
  list: Arguments | undefined,
  { path, fill }: { readonly path: JsonPath; readonly fill?: FillTags },
): Generator<NamedList> {
  for (const field of ['parameters', 'artifacts'] as const) {
    const entries = list?.[field];
    if (!entries || entries.length === 0) continue;
    yield {
      what: `${what} ${field.slice(0, -1)}`,
      items: entries.map(({ name = '' }, index) => ({
        name: fill?.(name) ?? name,
        written: name,
        path: [...path, field, index],
      })),
      allowsUnderscore: true,
    };
  }
}
