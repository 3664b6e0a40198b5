import type { JsonPath } from '@tiphys/workflow';
import { type Dependency, readDependencies } from './dependencies.ts';
import type { Step, Template } from './manifest.ts';

/** What a template may be. */
export const TEMPLATE_TYPES = [
  'container',
  'containerSet',
  'script',
  'resource',
  'data',
  'http',
  'plugin',
  'suspend',
  'steps',
  'dag',
] as const;

/** One of the ten bodies. */
export type TemplateType = (typeof TEMPLATE_TYPES)[number];

/** A template where it stands, with the calls in it. */
export interface TemplateView {
  readonly template: Template;
  readonly path: JsonPath;
  /** For messages: `template "main"`, `the inline template of "a"`. */
  readonly title: string;
  readonly types: readonly TemplateType[];
  /** The only body; undefined when there is none, or several. */
  readonly type: TemplateType | undefined;
  readonly isInline: boolean;
  readonly calls: readonly Call[];
  /** Calls by name; of equal names, the first. */
  readonly callsByName: ReadonlyMap<string, Call>;
}

/** A step or task where it stands. */
export interface Call {
  readonly step: Step;
  readonly path: JsonPath;
  /** For messages: `step "a"`, `task "b"`. */
  readonly title: string;
  /** Place in the order of the template's calls. */
  readonly index: number;
  /** Of a step, the place of its group; of a task, 0. */
  readonly group: number;
  readonly inline: TemplateView | undefined;
  /** The tasks that a task waits for; of a step, none. */
  readonly dependencies: readonly Dependency[];
}

const POD_TYPES: ReadonlySet<TemplateType> = new Set([
  'container',
  'containerSet',
  'script',
  'resource',
  'data',
] as const);

/** Tells whether a template runs as a pod. */
export function isPod(view: TemplateView): boolean {
  return view.type !== undefined && POD_TYPES.has(view.type);
}

/** Tells whether a template takes and gives artifacts by path: every type but steps, dag and suspend. */
export function isLeaf(view: TemplateView): boolean {
  return view.type !== undefined && view.type !== 'steps' && view.type !== 'dag' && view.type !== 'suspend';
}

/** Tells whether a call is a loop whose results are a list. */
export function isLoop({ step }: Call): boolean {
  return (
    (step.withItems?.length ?? 0) > 0 || (step.withParam ?? '') !== '' || step.withSequence !== undefined
  );
}

/** Looks at a template that stands at a path. */
export function viewTemplate(template: Template, path: JsonPath, owner?: string): TemplateView {
  const types = TEMPLATE_TYPES.filter((type) => template[type] !== undefined);
  const calls = [...listCalls(template, path)];
  const callsByName = new Map<string, Call>();
  for (const call of calls) {
    const { name } = call.step;
    if (name !== undefined && !callsByName.has(name)) callsByName.set(name, call);
  }
  return {
    template,
    path,
    title: owner === undefined ? `template "${template.name ?? ''}"` : `the inline template of ${owner}`,
    types,
    type: types.length === 1 ? types[0] : undefined,
    isInline: owner !== undefined,
    calls,
    callsByName,
  };
}

function* listCalls(template: Template, path: JsonPath): Generator<Call> {
  let index = 0;
  for (const [groupIndex, group] of (template.steps ?? []).entries()) {
    for (const [stepIndex, step] of group.entries()) {
      const at = [...path, 'steps', groupIndex, stepIndex];
      yield viewCall(step, { word: 'step', path: at, index: index++, group: groupIndex });
    }
  }
  for (const [taskIndex, task] of (template.dag?.tasks ?? []).entries()) {
    yield viewCall(task, {
      word: 'task',
      path: [...path, 'dag', 'tasks', taskIndex],
      index: index++,
      group: 0,
    });
  }
}

function viewCall(
  step: Step,
  place: Pick<Call, 'path' | 'index' | 'group'> & { readonly word: 'step' | 'task' },
): Call {
  const { word, path, index, group } = place;
  const title = `${word} "${step.name ?? ''}"`;
  const inline = step.inline && viewTemplate(step.inline, [...path, 'inline'], title);
  return {
    step,
    path,
    title,
    index,
    group,
    inline,
    dependencies: word === 'task' ? readDependencies(step, path) : [],
  };
}
