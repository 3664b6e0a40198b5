import { isDeepStrictEqual } from 'node:util';
import { parameter } from '../../build/parameter.ts';
import { specFrom, workflowParameters } from '../../build/spec-from.ts';
import type { TemplateHandle } from '../../build/template-handle.ts';
import { templatesOf } from '../../build/templates-of.ts';
import type { JsonObject, SlotPlan } from './plan.ts';
import { planSlots } from './plan-slots.ts';
import { without } from './read-fields.ts';

/** A spec as {@link specFrom} makes it. */
export interface SpecPlan {
  readonly entrypoint: string;
  readonly onExit?: string;
  /** Parameters of the workflow that are more than the inputs of the entrypoint. */
  readonly parameters: readonly SlotPlan[];
  /** Templates that nothing calls. */
  readonly uncalled: readonly string[];
  /** The other fields. */
  readonly rest: JsonObject;
}

/** Gives a spec as `specFrom` makes it; nothing when it would make another one, in the order of templates perhaps. */
export function planSpec(
  spec: JsonObject,
  handles: ReadonlyMap<string, TemplateHandle>,
): SpecPlan | undefined {
  const { entrypoint, onExit } = spec;
  const first = typeof entrypoint === 'string' ? handles.get(entrypoint) : undefined;
  const last = typeof onExit === 'string' ? handles.get(onExit) : undefined;
  if (first === undefined || (onExit !== undefined && last === undefined)) return undefined;
  const given = planSlots(spec.arguments);
  if (given === undefined || given.some(({ kind }) => kind === 'artifact')) return undefined;
  const roots = last === undefined ? [first] : [first, last];
  const called = templatesOf(roots).map(({ name }) => name);
  const plan: SpecPlan = {
    entrypoint: first.name,
    ...(last === undefined ? {} : { onExit: last.name }),
    parameters: given.filter((slot) => !isInput(slot, first)),
    uncalled: [...handles.keys()].filter((name) => !called.includes(name)),
    rest: without(spec, ['entrypoint', 'onExit', 'arguments', 'templates']),
  };
  return isDeepStrictEqual(buildSpec(plan, handles), spec) ? plan : undefined;
}

/** Tells whether `specFrom` makes a parameter from an input of the entrypoint by itself. */
function isInput({ name, options }: SlotPlan, entrypoint: TemplateHandle): boolean {
  const made = specFrom(entrypoint).arguments?.parameters?.find((one) => one.name === name);
  return made !== undefined && isDeepStrictEqual(without({ ...made }, ['name']), options);
}

function buildSpec(
  { entrypoint, onExit, parameters, uncalled, rest }: SpecPlan,
  handles: ReadonlyMap<string, TemplateHandle>,
): unknown {
  const handleOf = (name: string): TemplateHandle => {
    const handle = handles.get(name);
    if (handle === undefined) throw new Error(`unreachable: no template "${name}"`);
    return handle;
  };
  const declared = parameters.map(({ name, options }) => [name, parameter(options)] as const);
  return specFrom(handleOf(entrypoint), {
    ...rest,
    ...(onExit === undefined ? {} : { onExit: handleOf(onExit) }),
    ...(declared.length === 0 ? {} : { parameters: workflowParameters(Object.fromEntries(declared)) }),
    templates: uncalled.map(handleOf),
  });
}
