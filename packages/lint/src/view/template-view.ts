import type { JsonPath } from '@tiphys/models/facts';
import { POD_TEMPLATE_TYPES, TEMPLATE_TYPES, type TemplateType } from '@tiphys/models/facts';
import type { Arguments } from './argument-fields.ts';
import { type Dependency, readDependencies } from './dependencies.ts';
import { fillStep, fillTarget } from './fill-call.ts';
import { createFillTags, type FillTags, type FindValue } from './fill-tags.ts';
import { templateValues } from './known-values.ts';
import type { Step, Template } from './template-fields.ts';

/** A template in its place, with the calls in it. */
export interface TemplateView {
  readonly template: Template;
  readonly path: JsonPath;
  /** For messages: `template "main"`, `the inline template of step "a"`. */
  readonly title: string;
  readonly types: readonly TemplateType[];
  /** The type of the only body; undefined when there is none, or several. */
  readonly type: TemplateType | undefined;
  readonly isInline: boolean;
  /** The arguments that Argo checks it with; undefined where it fills in placeholders for all inputs. */
  readonly given: Arguments | undefined;
  /** Replaces tags as Argo does before it checks the template. */
  readonly fill: FillTags;
  readonly calls: readonly Call[];
  /** Calls by name; of equal names, the first. */
  readonly callsByName: ReadonlyMap<string, Call>;
}

/** A step or task in its place. */
export interface Call {
  /** With the tags in names replaced. */
  readonly step: Step;
  /** As it is in the file. */
  readonly written: Step;
  readonly path: JsonPath;
  readonly kind: 'step' | 'task';
  /** The kind and the name, for messages: `step "a"`, `task "b"`. */
  readonly title: string;
  /** Index in the order of the template's calls. */
  readonly index: number;
  /** Index of the group of a step; 0 for a task. */
  readonly group: number;
  readonly inline: TemplateView | undefined;
  /** The tasks that a task waits for; empty for a step. */
  readonly dependencies: readonly Dependency[];
}

/** Tells whether a template runs as a pod. */
export function isPod({ type }: TemplateView): boolean {
  return type !== undefined && POD_TEMPLATE_TYPES.has(type);
}

/** Tells whether a template takes and returns artifacts by path: every type but steps, dag and suspend. */
export function isLeaf({ type }: TemplateView): boolean {
  return type !== undefined && type !== 'steps' && type !== 'dag' && type !== 'suspend';
}

/** Tells whether a call is a loop whose results are a list. */
export function isLoop({ step }: Call): boolean {
  return (
    (step.withItems?.length ?? 0) > 0 || (step.withParam ?? '') !== '' || step.withSequence !== undefined
  );
}

/** What is known around a template. */
export interface Surroundings {
  /** The values of the variables that it sees besides its inputs. */
  readonly values: FindValue;
  /** The arguments of the workflow, if the template gets these. */
  readonly given?: Arguments | undefined;
  /** The title of the call that an inline template is in. */
  readonly owner?: string;
}

/** Returns the view of a template at a path. */
export function viewTemplate(written: Template, path: JsonPath, surroundings: Surroundings): TemplateView {
  const { values: around, given, owner } = surroundings;
  const values = templateValues(written, around, given);
  const fill = createFillTags(values);
  const template = fillTarget(written, fill);
  const types = TEMPLATE_TYPES.filter((type) => template[type] !== undefined);
  const calls = [...listCalls(template, path, { values, fill })];
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
    given,
    fill,
    calls,
    callsByName,
  };
}

interface Filling {
  readonly values: FindValue;
  readonly fill: FillTags;
}

function* listCalls(template: Template, path: JsonPath, filling: Filling): Generator<Call> {
  let index = 0;
  for (const [groupIndex, group] of (template.steps ?? []).entries()) {
    for (const [stepIndex, step] of group.entries()) {
      const at = [...path, 'steps', groupIndex, stepIndex];
      yield viewCall(step, { kind: 'step', path: at, index: index++, group: groupIndex }, filling);
    }
  }
  for (const [taskIndex, task] of (template.dag?.tasks ?? []).entries()) {
    const at = [...path, 'dag', 'tasks', taskIndex];
    yield viewCall(task, { kind: 'task', path: at, index: index++, group: 0 }, filling);
  }
}

function viewCall(
  written: Step,
  place: Pick<Call, 'kind' | 'path' | 'index' | 'group'>,
  { values, fill }: Filling,
): Call {
  const { kind, path, index, group } = place;
  const title = `${kind} "${written.name ?? ''}"`;
  const step = fillStep(written, fill);
  return {
    step,
    written,
    kind,
    path,
    title,
    index,
    group,
    inline: step.inline && viewTemplate(step.inline, [...path, 'inline'], { values, owner: title }),
    dependencies: kind === 'task' ? readDependencies(step, path) : [],
  };
}
