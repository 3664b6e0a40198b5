import type { JsonPath } from '@tiphys/workflow';
import type { Arguments } from './manifest.ts';
import type { Subject } from './subject.ts';
import type { TemplateView } from './template-view.ts';

/** Things of one list that go by their names. */
export interface NamedList {
  /** `template`, `input parameter`: for messages. */
  readonly what: string;
  readonly items: readonly { readonly name: string; readonly path: JsonPath }[];
  /** Parameters and artifacts may have `_` in their names, templates and tasks not. */
  readonly allowsUnderscore: boolean;
  /** Names in a body may hold tags, which are replaced before Argo looks at them. */
  readonly allowsTags: boolean;
}

/** Gives every list of an object whose items Argo wants to have names, each only once. */
export function* namedLists(subject: Subject): Generator<NamedList> {
  yield {
    what: 'template',
    items: subject.templates.map(({ template, path }) => ({ name: template.name ?? '', path })),
    allowsUnderscore: false,
    allowsTags: false,
  };
  yield* argumentLists('argument', subject.spec?.arguments, {
    path: [...subject.specPath, 'arguments'],
    allowsTags: false,
  });
  for (const view of subject.allTemplates) yield* templateLists(view);
}

function* templateLists({ template, path, calls }: TemplateView): Generator<NamedList> {
  yield* argumentLists('input', template.inputs, { path: [...path, 'inputs'], allowsTags: false });
  yield* argumentLists('output', template.outputs, { path: [...path, 'outputs'], allowsTags: true });
  if (calls.length > 0) {
    const items = calls.map((call) => ({ name: call.step.name ?? '', path: call.path }));
    yield { what: template.dag ? 'task' : 'step', items, allowsUnderscore: false, allowsTags: true };
  }
  for (const call of calls)
    yield* argumentLists('argument', call.step.arguments, {
      path: [...call.path, 'arguments'],
      allowsTags: true,
    });
  const containers = template.containerSet?.containers ?? [];
  yield {
    what: 'container',
    items: containers.map(({ name = '' }, index) => ({
      name,
      path: [...path, 'containerSet', 'containers', index],
    })),
    allowsUnderscore: false,
    allowsTags: true,
  };
}

function* argumentLists(
  what: string,
  list: Arguments | undefined,
  { path, allowsTags }: { readonly path: JsonPath; readonly allowsTags: boolean },
): Generator<NamedList> {
  for (const field of ['parameters', 'artifacts'] as const) {
    const entries = list?.[field];
    if (!entries || entries.length === 0) continue;
    yield {
      what: `${what} ${field.slice(0, -1)}`,
      items: entries.map(({ name = '' }, index) => ({ name, path: [...path, field, index] })),
      allowsUnderscore: true,
      allowsTags,
    };
  }
}
