import { isLeaf, isPod, type TemplateView } from '../view/template-view.ts';
import { findCallFault } from './find-call-fault.ts';
import { findItemFault } from './find-item-fault.ts';
import { AT_EXIT } from './globals.ts';
import { type Fault, fault, type Place } from './place.ts';

const CHECKED = /^(?:item|steps|inputs|outputs|pod|workflow|tasks)\./;
const ALWAYS_KNOWN =
  /^(?:outputs\.|steps\.name|tasks\.name|node\.name|workflow\.(?:creationTimestamp|scheduledTime|duration))/;

/** Tells whether Argo checks a simple tag at all. */
export function isChecked(tag: string): boolean {
  return CHECKED.test(tag) && !ALWAYS_KNOWN.test(tag);
}

/** Returns why a simple tag has no value in its place; undefined when it has one, or when Argo does not check it. */
export function findFault(tag: string, place: Place): Fault | undefined {
  if (!isChecked(tag)) return undefined;
  if (tag.startsWith('workflow.')) return findGlobalFault(tag, place);
  if (tag.startsWith('inputs.')) return findInputFault(tag, place);
  if (tag.startsWith('item.')) return findItemFault(tag, place);
  if (tag.startsWith('pod.')) return findPodFault(tag, place.view);
  return findCallFault(tag, place);
}

function findGlobalFault(tag: string, { globals, view }: Place): Fault | undefined {
  if (globals.has(tag, view)) return undefined;
  if (tag === AT_EXIT) return fault(tag, [], 'it exists only in the exit handler');
  return fault(tag, globals.names, 'the workflow has no such variable');
}

function findPodFault(tag: string, view: TemplateView): Fault | undefined {
  if (!isPod(view)) return fault(tag, [], `${view.title} is not a pod`);
  return tag === 'pod.name' ? undefined : fault(tag, [], 'pod.name is the only variable of a pod');
}

function findInputFault(tag: string, { view, call }: Place): Fault | undefined {
  if (tag === 'inputs.parameters') return undefined;
  const known = inputsOf(view);
  const inline = (call?.step.inline?.inputs?.parameters ?? []).map(({ name }) => `inputs.parameters.${name}`);
  if (known.has(tag) || inline.includes(tag)) return undefined;
  return fault(tag, inline.length === 0 ? known : [...known, ...inline], `${view.title} has no such input`);
}

const inputNames = new WeakMap<TemplateView, ReadonlySet<string>>();

/** Returns the names of a template's inputs in simple tags. Every tag needs them, so they are kept. */
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
