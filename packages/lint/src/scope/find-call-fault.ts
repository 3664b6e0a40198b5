import type { Call } from '../view/template-view.ts';
import { isAncestor } from './ancestry.ts';
import { listCallOutputs } from './call-outputs.ts';
import { type Fault, fault, type Place } from './place.ts';

/** Returns why a tag such as `steps.a.outputs.result` or `tasks.a.status` has no value in its place; undefined when it has one. */
export function findCallFault(tag: string, place: Place): Fault | undefined {
  const { view, call } = place;
  const [root, name = '', ...rest] = tag.split('.');
  const own = view.template.dag ? 'tasks' : 'steps';
  if (view.calls.length === 0 || root !== own) return fault(tag, [], `${view.title} has no ${root}`);
  const other = view.callsByName.get(name);
  if (!other) {
    // A dependency on a task that does not exist is an error of its own.
    if (call?.dependencies.some(({ task }) => task === name)) return undefined;
    const message = `${own.slice(0, -1)} "${name}" does not exist in ${view.title}`;
    return fault(`${root}.${name}`, prefixed(`${own}.`, view.callsByName.keys()), message);
  }
  if (own === 'steps' && call && other.index > call.index) return fault(tag, [], `step "${name}" runs later`);
  return findOutputFault(tag, rest.join('.'), { ...place, other });
}

/** The output may be of another call, or of the call itself. */
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
  const why =
    target.kind === 'template'
      ? `${target.template.title} has no "${output}"`
      : `the template of ${other.title} is known only at run time`;
  const prefix = `${isStep ? 'steps' : 'tasks'}.${other.step.name}.`;
  return fault(tag, prefixed(prefix, outputs), why);
}

function* prefixed(prefix: string, names: Iterable<string>): Generator<string> {
  for (const name of names) yield prefix + name;
}

/** A loop over items or a parameter has a list of results; Argo's lint ignores loops over a sequence. */
function isAggregate({ step }: Call): boolean {
  return (step.withItems?.length ?? 0) > 0 || (step.withParam ?? '') !== '';
}
