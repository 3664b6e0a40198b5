import { WorkflowError } from '@tiphys/workflow';
import type { TemplateHandle } from '@tiphys/workflow/build';
import { writeArguments } from '@tiphys/workflow/build';
import type { ManifestObject } from '../read/manifest-object.ts';
import type { Library, LibraryTemplate } from './library.ts';
import { callsOf } from './order-templates.ts';
import type { BodyPlan, CallPlan, SlotPlan, TemplatePlan } from './plan.ts';
import { readTags } from './read-tags.ts';
import { outputSlots, valuesOf } from './slots-of-plan.ts';

/** A template of another object, with the slots that its calls use. */
export interface RemotePlan {
  readonly holder: ManifestObject;
  readonly template: string;
  readonly inputs: readonly SlotPlan[];
  readonly outputs: readonly SlotPlan[];
  /** The template itself, if its object is earlier in the file. */
  readonly known?: LibraryTemplate;
}

/** Returns the plans of templates of other objects, by call. Calls with the same inputs share a plan. */
export function planRemotes(
  plans: readonly TemplatePlan[],
  library: Library,
): ReadonlyMap<CallPlan, RemotePlan> {
  const shared = new Map<string, Map<string, SlotPlan>>();
  const calls = new Map<CallPlan, Map<string, SlotPlan>>();
  for (const plan of plans) {
    if (plan.kind === 'pod' || plan.kind === 'literal') continue;
    const remote = callsOf(plan).filter(({ callee }) => callee.kind === 'remote');
    const used = remote.length === 0 ? new Map<string, readonly SlotPlan[]>() : findUsedOutputs(plan);
    for (const call of remote) {
      const key = JSON.stringify([call.callee, call.values.map(({ name, kind }) => [name, kind])]);
      const outputs = shared.get(key) ?? new Map<string, SlotPlan>();
      shared.set(key, outputs);
      for (const slot of isHook(call, plan) ? [] : (used.get(call.name) ?? [])) outputs.set(slot.name, slot);
      calls.set(call, outputs);
    }
  }
  return new Map(
    [...calls].map(([call, outputs]) => [
      call,
      findKnown(call, library) ?? remoteOf(call, [...outputs.values()]),
    ]),
  );
}

/** Nothing can name the outputs of a hook. */
function isHook(call: CallPlan, { groups }: BodyPlan): boolean {
  return !groups.some((group) => group.includes(call));
}

/** Returns the template of an earlier object in the file, if it accepts the arguments of the call. */
function findKnown(call: CallPlan, library: Library): RemotePlan | undefined {
  if (call.callee.kind !== 'remote') return undefined;
  const { holder, template } = call.callee;
  const known = library.find(holder, template);
  if (known === undefined || !takes(known.handle, call)) return undefined;
  return { holder, template, inputs: known.plan.inputs, outputs: outputSlots(known.plan), known };
}

function takes(handle: TemplateHandle, call: CallPlan): boolean {
  try {
    writeArguments(handle, valuesOf(call), call.name);
    return call.values.every(({ name, kind }) => handle.inputs[name]?.kind === kind);
  } catch (error) {
    if (error instanceof WorkflowError) return false;
    throw error;
  }
}

function remoteOf({ callee, values, name: call }: CallPlan, outputs: readonly SlotPlan[]): RemotePlan {
  if (callee.kind !== 'remote') throw new Error(`unreachable: "${call}" calls its neighbour`);
  const inputs = values.map(({ name, kind }): SlotPlan => ({ name, kind, options: {} }));
  return { holder: callee.holder, template: callee.template, inputs, outputs };
}

/** Returns the outputs of calls that other calls use, by the names of the calls. */
function findUsedOutputs({ kind, groups, outputs }: BodyPlan): ReadonlyMap<string, readonly SlotPlan[]> {
  const found = new Map<string, SlotPlan[]>();
  const pattern =
    kind === 'dag'
      ? /^tasks\.([^.]+)\.outputs\.(?:(parameters|artifacts)\.)?([^.]+)$/
      : /^steps\.([^.]+)\.outputs\.(?:(parameters|artifacts)\.)?([^.]+)$/;
  for (const tag of tagsOf([groups, outputs])) {
    const [, call, list, own] = pattern.exec(tag) ?? [];
    if (call === undefined || own === undefined || (list === undefined) !== (own === 'result')) continue;
    const slots = found.get(call) ?? [];
    found.set(call, slots);
    slots.push({ name: own, kind: list === 'artifacts' ? 'artifact' : 'parameter', options: {} });
  }
  return found;
}

function tagsOf(value: unknown): readonly string[] {
  if (typeof value === 'string')
    return readTags(value).flatMap(({ kind, text }) => (kind === 'simple' ? [text] : []));
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(tagsOf);
}
