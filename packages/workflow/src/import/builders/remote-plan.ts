import { findTags } from '@tiphys/expression';
import type { BodyPlan, CallPlan, JsonObject, SlotPlan } from './plan.ts';

/** A template of another object, with what a call shows of it. */
export interface RemotePlan {
  readonly holder: JsonObject;
  readonly template: string;
  readonly inputs: readonly SlotPlan[];
  readonly outputs: readonly SlotPlan[];
}

/** Gives what a call in a body shows of the template of another object that it calls. */
export function remoteOf(call: CallPlan, body: BodyPlan): RemotePlan {
  if (call.callee.kind !== 'remote') throw new Error(`unreachable: "${call.name}" calls its neighbour`);
  const inputs = call.values.map(({ name, kind }): SlotPlan => ({ name, kind, options: {} }));
  const { holder, template } = call.callee;
  return { holder, template, inputs, outputs: outputsIn(body, call.name) };
}

/** Gives the outputs of a call that its neighbours use. */
function outputsIn(body: BodyPlan, call: string): readonly SlotPlan[] {
  const prefix = body.kind === 'dag' ? `tasks.${call}.outputs.` : `steps.${call}.outputs.`;
  const found = new Map<string, SlotPlan>();
  for (const tag of tagsOf([body.groups, body.outputs.map(({ text }) => `{{${text}}}`)])) {
    if (!tag.startsWith(prefix)) continue;
    const [, list, own = ''] = /^(?:(parameters|artifacts)\.)?([^.]+)$/.exec(tag.slice(prefix.length)) ?? [];
    if (own === '' || (list === undefined) !== (own === 'result')) continue;
    found.set(own, { name: own, kind: list === 'artifacts' ? 'artifact' : 'parameter', options: {} });
  }
  return [...found.values()];
}

function tagsOf(value: unknown): readonly string[] {
  if (typeof value === 'string')
    return value.includes('{{')
      ? findTags(value).flatMap(({ kind, text }) => (kind === 'simple' ? [text] : []))
      : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(tagsOf);
}
