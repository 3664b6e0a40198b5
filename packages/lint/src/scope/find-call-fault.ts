import type { Call } from '../view/template-view.ts';
import { isAncestor } from './ancestry.ts';
import { listCallOutputs } from './call-outputs.ts';
import { type Fault, fault, type Place } from './place.ts';

/** Returns why a tag such as `steps.a.outputs.result` or `tasks.a.status` has no value in its place; undefined when it has one. */
export function findCallFault(tag: string, place: Place): Fault | undefined {
  const { view, call } = place;
  const [root, name = '', ...rest] = tag.split('.');
  const own = view.template.dag ? 'tasks' : 'steps';
  if (view.calls.length === 0 || root !== own) return fault(tag, [], `there are no ${root} in ${view.title}`);
  const other = view.callsByName.get(name);
  if (!other) {
    // A dependency on a task that does not exist is an error of its own.
    if (call?.dependencies.some(({ task }) => task === name)) return undefined;
    const message = `there is no ${own.slice(0, -1)} "${name}" in ${view.title}`;
    return fault(`${root}.${name}`, prefixed(`${own}.`, view.callsByName.keys()), message);
  }
  if (own === 'steps' && call && other.index > call.index)
    return fault(tag, [], `step "${name}" comes later`);
  return findOutputFault(tag, rest.join('.'), { ...place, other });
}

/** What is read may be of another call, or of the call itself. */
function findOutputFault(
  tag: string,
  output: string,
  place: Place & { readonly other: Call },
): Fault | undefined {
  const { view, call, home, catalogue, other } = place;
  const isStep = view.template.dag === undefined;
  if (output === 'status') {
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
  const outputs = listCallOutputs(target);
  if (!outputs || outputs.has(output)) return undefined;
  if (output === 'outputs.parameters' && isAggregate(other)) return undefined;
  const title = target.kind === 'template' ? target.template.title : 'what only the running workflow knows';
  const prefix = `${isStep ? 'steps' : 'tasks'}.${other.step.name}.`;
  return fault(tag, prefixed(prefix, outputs), `${title} gives no "${output}"`);
}

function* prefixed(prefix: string, names: Iterable<string>): Generator<string> {
  for (const name of names) yield prefix + name;
}

/** A loop over items or a parameter has a list of results; over a sequence, Argo's lint does not know it. */
function isAggregate({ step }: Call): boolean {
  return (step.withItems?.length ?? 0) > 0 || (step.withParam ?? '') !== '';
}
