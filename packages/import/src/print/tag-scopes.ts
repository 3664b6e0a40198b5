import type { BodyPlan, PodPlan, SlotPlan } from '../plan/plan.ts';
import { printMember } from './print-text.ts';
import type { ResolveTag } from './tag-code.ts';

/** A call that later calls can refer to. */
export interface KnownCall {
  /** The constant that holds it. */
  readonly constant: string;
  readonly outputs: readonly SlotPlan[];
  /** Whether its `result` is its standard output. */
  readonly prints: boolean;
}

/** Returns how to resolve tags inside a pod: its inputs, and the paths of its files. */
export function podScope({ inputs, outputs }: PodPlan, outer: ResolveTag): ResolveTag {
  const slots = { inputs: slotsByName(inputs), outputs: slotsByName(outputs) };
  return (tag) => {
    const [, side, kind, name = '', path] =
      /^(inputs|outputs)\.(parameter|artifact)s\.([^.]+)(\.path)?$/.exec(tag) ?? [];
    if (side === undefined) return outer(tag);
    const isThere = slots[side === 'inputs' ? side : 'outputs'].get(name)?.kind === kind;
    // Only an input parameter is text; everything else is a file.
    const isText = side === 'inputs' && kind === 'parameter';
    if (!isThere || isText === (path !== undefined)) return undefined;
    return `${side}${printMember(name)}${isText ? '' : '.path'}`;
  };
}

function slotsByName(slots: readonly SlotPlan[]): ReadonlyMap<string, SlotPlan> {
  return new Map(slots.map((slot) => [slot.name, slot]));
}

const FIELDS = ['status', 'exitCode', 'id', 'ip', 'hostNodeName', 'startedAt', 'finishedAt'];

/**
 * Returns how to resolve tags of parameters or artifacts inside a dag or steps: inputs, and outputs of earlier
 * calls.
 */
export function bodyScope(
  { kind, inputs }: BodyPlan,
  calls: ReadonlyMap<string, KnownCall>,
  wanted: SlotPlan['kind'],
): ResolveTag {
  const [prefix, body] = kind === 'dag' ? ['tasks', 'd'] : ['steps', 's'];
  const slots = slotsByName(inputs);
  return (tag) => {
    const [, list, input = ''] = /^inputs\.(parameter|artifact)s\.([^.]+)$/.exec(tag) ?? [];
    if (list === wanted && slots.get(input)?.kind === wanted) return `${body}.inputs${printMember(input)}`;
    const [, group, name = '', field = ''] = /^(tasks|steps)\.([^.]+)\.(.+)$/.exec(tag) ?? [];
    const call = group === prefix ? calls.get(name) : undefined;
    if (call === undefined) return undefined;
    if (wanted === 'parameter' && FIELDS.includes(field)) return `${call.constant}.${field}`;
    return outputCode(call, field, wanted);
  };
}

function outputCode(
  { constant, outputs, prints }: KnownCall,
  field: string,
  wanted: SlotPlan['kind'],
): string | undefined {
  if (field === 'outputs.result')
    return prints && wanted === 'parameter' ? `${constant}.outputs.result` : undefined;
  const [, list, name = ''] = /^outputs\.(parameter|artifact)s\.([^.]+)$/.exec(field) ?? [];
  const isThere = list === wanted && outputs.some((slot) => slot.name === name && slot.kind === wanted);
  return isThere && name !== 'result' ? `${constant}.outputs${printMember(name)}` : undefined;
}

/** Returns how to resolve tags inside a loop: its item and the fields of the item. */
export function loopScope(inner: ResolveTag): ResolveTag {
  return (tag) => {
    if (tag === 'item') return 'item';
    const [, field] = /^item\.([\w-]+)$/.exec(tag) ?? [];
    return field === undefined ? inner(tag) : `item.field('${field}')`;
  };
}
