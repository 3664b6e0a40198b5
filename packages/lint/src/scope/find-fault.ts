import type { Catalogue, Target } from '../view/catalogue.ts';
import type { Subject } from '../view/subject.ts';
import { type Call, isLeaf, isPod, type TemplateView } from '../view/template-view.ts';
import { isAncestor } from './ancestry.ts';
import type { Globals } from './globals.ts';

/** Why a tag has no value in its place. */
export interface Fault {
  readonly message: string;
  readonly name: string;
  /** Names that would be known, for suggestions. */
  readonly known: Iterable<string>;
}

/** The place where a tag stands: a template, and in steps and dags the call or the outputs. */
export interface Place {
  readonly view: TemplateView;
  readonly home: Subject;
  readonly globals: Globals;
  readonly catalogue: Catalogue;
  /** Absent in the outputs, which see every call. */
  readonly call?: Call;
}

const CHECKED = /^(?:item|steps|inputs|outputs|pod|workflow|tasks)\./;
const ALWAYS_KNOWN =
  /^(?:outputs\.|steps\.name|tasks\.name|node\.name|workflow\.(?:creationTimestamp|scheduledTime|duration))/;

/** Tells whether Argo looks at a simple tag at all. */
export function isChecked(tag: string): boolean {
  return CHECKED.test(tag) && !ALWAYS_KNOWN.test(tag);
}

/** Says why a simple tag has no value in its place; undefined when it has one, or when Argo does not look. */
export function findFault(tag: string, place: Place): Fault | undefined {
  if (!isChecked(tag)) return undefined;
  if (tag.startsWith('workflow.')) return findGlobalFault(tag, place);
  if (tag.startsWith('inputs.')) return findInputFault(tag, place);
  if (tag.startsWith('item.')) return findItemFault(tag, place);
  if (tag.startsWith('pod.')) return findPodFault(tag, place.view);
  return findCallFault(tag, place);
}

function fault(name: string, known: Iterable<string>, message: string): Fault {
  return { name, known, message };
}

function findGlobalFault(tag: string, { globals, view }: Place): Fault | undefined {
  return globals.has(tag, view) ? undefined : fault(tag, globals.names, 'no workflow of this kind knows it');
}

function findPodFault(tag: string, view: TemplateView): Fault | undefined {
  if (!isPod(view)) return fault(tag, [], `${view.title} is not a pod`);
  return tag === 'pod.name' ? undefined : fault(tag, [], 'of a pod, only pod.name is known');
}

function findInputFault(tag: string, { view, call }: Place): Fault | undefined {
  if (tag === 'inputs.parameters') return undefined;
  const known = inputsOf(view);
  const inline = (call?.step.inline?.inputs?.parameters ?? []).map(({ name }) => `inputs.parameters.${name}`);
  if (known.has(tag) || inline.includes(tag)) return undefined;
  return fault(tag, inline.length === 0 ? known : [...known, ...inline], `${view.title} has no such input`);
}

const inputNames = new WeakMap<TemplateView, ReadonlySet<string>>();

/** What simple tags may name of the inputs of a template; it is asked for once per tag. */
function inputsOf(view: TemplateView): ReadonlySet<string> {
  const known = inputNames.get(view);
  if (known) return known;
  const { parameters = [], artifacts = [] } = view.template.inputs ?? {};
  const names = new Set([
    ...parameters.map(({ name }) => `inputs.parameters.${name}`),
    ...artifacts.map(({ name }) => `inputs.artifacts.${name}`),
    ...(isLeaf(view) ? artifacts.map(({ name }) => `inputs.artifacts.${name}.path`) : []),
  ]);
  inputNames.set(view, names);
  return names;
}

function findItemFault(tag: string, { view, call }: Place): Fault | undefined {
  const last = call?.index ?? view.calls.length;
  const { firstOf, anyFrom } = itemsOf(view);
  if (view.template.dag && call) {
    if (call.step.withParam) return undefined;
    const known = new Set((call.step.withItems ?? []).flatMap(itemKeys));
    return known.has(tag) ? undefined : fault(tag, known, 'no item of a loop here has it');
  }
  if (anyFrom <= last || (firstOf.get(tag) ?? Number.POSITIVE_INFINITY) <= last) return undefined;
  const known = [...firstOf].filter(([, first]) => first <= last).map(([key]) => key);
  return fault(tag, known, 'no item of a loop here has it');
}

/** The keys of the items of a template's loops, which steps see from that loop on. */
interface ItemKeys {
  readonly firstOf: ReadonlyMap<string, number>;
  /** Index of the first loop over a parameter, whose items may have any key. */
  readonly anyFrom: number;
}

const itemKeysOf = new WeakMap<TemplateView, ItemKeys>();

function itemsOf(view: TemplateView): ItemKeys {
  const known = itemKeysOf.get(view);
  if (known) return known;
  const firstOf = new Map<string, number>();
  let anyFrom = Number.POSITIVE_INFINITY;
  for (const { step, index } of view.calls) {
    if (step.withParam) anyFrom = Math.min(anyFrom, index);
    for (const item of step.withItems ?? [])
      for (const key of itemKeys(item)) if (!firstOf.has(key)) firstOf.set(key, index);
  }
  const items = { firstOf, anyFrom };
  itemKeysOf.set(view, items);
  return items;
}

function itemKeys(item: unknown): readonly string[] {
  if (Array.isArray(item)) return item.map((_, index) => `item.[${index}]`);
  return typeof item === 'object' && item !== null ? Object.keys(item).map((key) => `item.${key}`) : [];
}

function findCallFault(tag: string, place: Place): Fault | undefined {
  const { view, call } = place;
  const [root, name = '', ...rest] = tag.split('.');
  const own = view.template.dag ? 'tasks' : 'steps';
  if (view.calls.length === 0 || root !== own) return fault(tag, [], `there are no ${root} in ${view.title}`);
  const other = view.callsByName.get(name);
  if (!other) {
    // That a task depends on one that is not there is an error of its own.
    if (call?.dependencies.some(({ task }) => task === name)) return undefined;
    const message = `there is no ${own.slice(0, -1)} "${name}" in ${view.title}`;
    return fault(`${root}.${name}`, prefixed(`${own}.`, view.callsByName.keys()), message);
  }
  if (own === 'steps' && call && other.index > call.index)
    return fault(tag, [], `step "${name}" comes later`);
  return findAnswerFault(tag, rest.join('.'), { ...place, other });
}

/** Looks at what is asked of another call, or of the call itself. */
function findAnswerFault(
  tag: string,
  answer: string,
  place: Place & { readonly other: Call },
): Fault | undefined {
  const { view, call, home, catalogue, other } = place;
  const isStep = view.template.dag === undefined;
  if (answer === 'status') {
    const isKnown =
      isStep || other.step.hooks || (call && call !== other && isAncestor(view, call, other.step.name ?? ''));
    return isKnown
      ? undefined
      : fault(tag, [], `${call?.title ?? 'the template'} does not depend on ${other.title}`);
  }
  if (isStep && call === other && !other.step.hooks?.exit && !other.step.onExit) {
    return fault(tag, [], `${other.title} has not run yet`);
  }
  const target = catalogue.resolve(other, home);
  const answers = listAnswers(target);
  if (!answers || answers.has(answer)) return undefined;
  if (answer === 'outputs.parameters' && isAggregate(other)) return undefined;
  const title = target.kind === 'template' ? target.template.title : 'what only the running workflow knows';
  const prefix = `${isStep ? 'steps' : 'tasks'}.${other.step.name}.`;
  return fault(tag, prefixed(prefix, answers), `${title} gives no "${answer}"`);
}

function* prefixed(prefix: string, names: Iterable<string>): Generator<string> {
  for (const name of names) yield prefix + name;
}

const TIMES = ['id', 'startedAt', 'finishedAt', 'hostNodeName'];

/** What can be asked of a call by simple tags; undefined when its template is not known. */
function listAnswers(target: Target): ReadonlySet<string> | undefined {
  if (target.kind === 'dynamic') return new Set(TIMES);
  if (target.kind !== 'template') return undefined;
  const { template, type } = target.template;
  const known = answersOf.get(target.template);
  if (known) return known;
  const answers = new Set(TIMES);
  if (template.daemon) answers.add('ip');
  const hasMain =
    type !== 'containerSet' || (template.containerSet?.containers ?? []).some(({ name }) => name === 'main');
  if (type && RESULT_TYPES.has(type) && hasMain) answers.add('outputs.result').add('exitCode');
  for (const list of ['parameters', 'artifacts'] as const) {
    for (const { name } of template.outputs?.[list] ?? []) answers.add(`outputs.${list}.${name}`);
  }
  answersOf.set(target.template, answers);
  return answers;
}

const answersOf = new WeakMap<TemplateView, ReadonlySet<string>>();
const RESULT_TYPES: ReadonlySet<string> = new Set([
  'container',
  'containerSet',
  'script',
  'data',
  'http',
  'plugin',
]);

/** A loop over items or a parameter gives lists; over a sequence, Argo's lint does not know it. */
function isAggregate({ step }: Call): boolean {
  return (step.withItems?.length ?? 0) > 0 || (step.withParam ?? '') !== '';
}
