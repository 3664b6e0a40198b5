import type { Cluster, KubernetesObject } from '@tiphys/client';
import type { AppliedObject } from './apply-deployment.ts';
import type { PlannedObject } from './plan-deployment.ts';
import { renderDeletion, renderPlan } from './render-plan.ts';

const PLANNED = { create: 'to create', change: 'to change', none: 'unchanged' } as const;

/** Returns a plan as JSON. */
export async function planToJson(
  { place }: Cluster,
  planned: readonly PlannedObject[],
  obsolete: readonly KubernetesObject[],
): Promise<string> {
  const kept = planned.map(async ({ object, plan, error }) => ({
    ...nameOf(object),
    result: plan === undefined ? 'refused' : PLANNED[plan.change],
    ...(plan && plan.change !== 'none' && { diff: await renderPlan(plan) }),
    ...(plan?.conflict && { conflict: plan.conflict.message }),
    ...(error && { error: { code: error.code, message: error.message } }),
  }));
  const deleted = obsolete.map(async (object) => ({
    ...nameOf(object),
    result: 'to delete',
    diff: await renderDeletion(object),
  }));
  return toJson(place, false, await Promise.all([...kept, ...deleted]));
}

/** Returns what came of the objects of a deployment as JSON. */
export function appliedToJson({ place }: Cluster, applied: readonly AppliedObject[]): string {
  const objects = applied.map(({ object, result, error, because }) => ({
    ...nameOf(object),
    result,
    ...(error && { error: { code: error.code, message: error.message } }),
    ...(because && { because }),
  }));
  return toJson(place, true, objects);
}

function nameOf({ kind, metadata }: KubernetesObject): { kind: string; name: string | undefined } {
  return { kind, name: metadata.name };
}

function toJson(place: string, applied: boolean, objects: readonly object[]): string {
  return `${JSON.stringify({ place, applied, objects }, undefined, 2)}\n`;
}
