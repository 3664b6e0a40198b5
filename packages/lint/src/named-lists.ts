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
}

/** Gives every list of an object whose items Argo wants to have names, each only once. */
export function* namedLists(subject: Subject): Generator<NamedList> {
  yield {
    what: 'template',
    items: subject.templates.map(({ template, path }) => ({ name: template.name ?? '', path })),
    allowsUnderscore: false,
  };
  yield* argumentLists('argument', subject.spec?.arguments, [...subject.specPath, 'arguments']);
  for (const view of subject.allTemplates) yield* templateLists(view);
}

function* templateLists({ template, path, calls }: TemplateView): Generator<NamedList> {
  yield* argumentLists('input', template.inputs, [...path, 'inputs']);
  yield* argumentLists('output', template.outputs, [...path, 'outputs']);
  if (calls.length > 0) {
    const items = calls.map((call) => ({ name: call.step.name ?? '', path: call.path }));
    yield { what: template.dag ? 'task' : 'step', items, allowsUnderscore: false };
  }
  for (const call of calls)
    yield* argumentLists('argument', call.step.arguments, [...call.path, 'arguments']);
  const containers = template.containerSet?.containers ?? [];
  yield {
    what: 'container',
    items: containers.map(({ name = '' }, index) => ({
      name,
      path: [...path, 'containerSet', 'containers', index],
    })),
    allowsUnderscore: false,
  };
}

function* argumentLists(what: string, list: Arguments | undefined, path: JsonPath): Generator<NamedList> {
  for (const field of ['parameters', 'artifacts'] as const) {
    const entries = list?.[field];
    if (!entries || entries.length === 0) continue;
    yield {
      what: `${what} ${field.slice(0, -1)}`,
      items: entries.map(({ name = '' }, index) => ({ name, path: [...path, field, index] })),
      allowsUnderscore: true,
    };
  }
}
