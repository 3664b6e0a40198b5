import { isDeepStrictEqual } from 'node:util';
import type { JsonPath } from '@tiphys/models/facts';
import type { TemplateHandle } from '@tiphys/workflow/build';
import { parameter, specFrom, templatesOf, workflowParameters } from '@tiphys/workflow/build';
import { type ManifestObject, without } from '../read/manifest-object.ts';
import { buildHooks } from './build-templates.ts';
import type { CallPlan, HookPlan, SlotPlan } from './plan.ts';
import { planHooks } from './plan-call.ts';
import { planSlots } from './plan-slots.ts';

/** A spec that {@link specFrom} can build. */
export interface SpecPlan {
  readonly entrypoint: string;
  readonly onExit?: string;
  /** Parameters of the workflow that are not inputs of the entrypoint. */
  readonly parameters: readonly SlotPlan[];
  /** Templates that nothing calls. */
  readonly uncalled: readonly string[];
  /** The hooks that the builders write; others are among the other fields. */
  readonly hooks: readonly HookPlan[];
  /** The other fields. */
  readonly rest: ManifestObject;
}

/**
 * Returns the plan of a spec; undefined if `specFrom` would build a different one, for example with another
 * order of templates.
 */
export function planSpec(
  spec: ManifestObject,
  handles: ReadonlyMap<string, TemplateHandle>,
  path: JsonPath,
): SpecPlan | undefined {
  const { entrypoint, onExit } = spec;
  const first = typeof entrypoint === 'string' ? handles.get(entrypoint) : undefined;
  const last = typeof onExit === 'string' ? handles.get(onExit) : undefined;
  if (first === undefined || (onExit !== undefined && last === undefined)) return undefined;
  const given = planSlots(spec.arguments);
  if (given === undefined || given.some(({ kind }) => kind === 'artifact')) return undefined;
  const hooks = planOwnHooks(spec, handles, path);
  const hooked = hooks.flatMap(({ call }) => handleOf(call, handles) ?? []);
  const roots = [first, ...(last === undefined ? [] : [last]), ...hooked];
  const called = new Set(templatesOf(roots).map(({ name }) => name));
  const made = new Map(specFrom(first).arguments?.parameters?.map((slot) => [slot.name, { ...slot }]));
  const plan: SpecPlan = {
    entrypoint: first.name,
    ...(last === undefined ? {} : { onExit: last.name }),
    // Omits those that `specFrom` derives from the inputs of the entrypoint.
    parameters: given.filter(({ name, options }) => !isDeepStrictEqual({ name, ...options }, made.get(name))),
    uncalled: [...handles.keys()].filter((name) => !called.has(name)),
    hooks,
    rest: without(spec, [
      'entrypoint',
      'onExit',
      'arguments',
      'templates',
      ...(hooks.length > 0 ? ['hooks'] : []),
    ]),
  };
  return isDeepStrictEqual(buildSpec(plan, handles), spec) ? plan : undefined;
}

/** Returns the hooks of a workflow that call its own templates; undefined if there are others. */
function planOwnHooks(
  spec: ManifestObject,
  handles: ReadonlyMap<string, TemplateHandle>,
  path: JsonPath,
): readonly HookPlan[] {
  const hooks = planHooks(spec.hooks, [...path, 'hooks']);
  return hooks.every(({ call }) => handleOf(call, handles) !== undefined) ? hooks : [];
}

function handleOf(
  { callee }: CallPlan,
  handles: ReadonlyMap<string, TemplateHandle>,
): TemplateHandle | undefined {
  return callee.kind === 'own' ? handles.get(callee.name) : undefined;
}

function buildSpec(
  { entrypoint, onExit, parameters, uncalled, hooks, rest }: SpecPlan,
  handles: ReadonlyMap<string, TemplateHandle>,
): unknown {
  const get = (name: string): TemplateHandle => {
    const handle = handles.get(name);
    if (handle === undefined) throw new Error(`unreachable: no template "${name}"`);
    return handle;
  };
  const declared = parameters.map(({ name, options }) => [name, parameter(options)] as const);
  return specFrom(get(entrypoint), {
    ...rest,
    ...(onExit === undefined ? {} : { onExit: get(onExit) }),
    ...(declared.length === 0 ? {} : { parameters: workflowParameters(Object.fromEntries(declared)) }),
    ...(hooks.length === 0 ? {} : { hooks: buildHooks(hooks, (call) => handleOf(call, handles) ?? get('')) }),
    templates: uncalled.map(get),
  });
}
