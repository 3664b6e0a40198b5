import type { Cluster, KubernetesObject } from '@tiphys/client';
import { type KnownError, renderKnownError } from '../output/render-error.ts';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';
import type { AppliedObject } from './apply-deployment.ts';
import { labelOf } from './deployed-object.ts';
import type { PlannedObject } from './plan-deployment.ts';
import { renderDeletion, renderPlan } from './render-plan.ts';

/** A plan to print. */
export interface PrintedPlan {
  readonly cluster: Cluster;
  readonly planned: readonly PlannedObject[];
  readonly obsolete: readonly KubernetesObject[];
  /** Whether the changes are left to the report in JSON. */
  readonly json: boolean;
  /** Whether the plan is to be applied, so that a conflict is an error. */
  readonly isApplied: boolean;
}

/** Prints what would change as patches, what the cluster refuses, and how many objects there are. */
export async function printPlan(
  { cluster, planned, obsolete, json, isApplied }: PrintedPlan,
  world: World,
): Promise<void> {
  const { out, err } = world.terminal;
  if (!json) {
    for (const { plan } of planned) if (plan !== undefined) out(await renderPlan(plan));
    for (const object of obsolete) out(await renderDeletion(object));
  }
  const refused = planned.filter(({ error }) => error !== undefined);
  for (const one of refused) if (one.error !== undefined) printFailure(one, one.error, world);
  for (const { plan, ...one } of planned) {
    if (plan?.conflict === undefined) continue;
    if (isApplied) printFailure(one, plan.conflict, world);
    else err(`${labelOf(one.object)}: ${plan.conflict.message}\n`);
  }
  if (!json) err(`${countsOf(planned, obsolete)} in ${cluster.place}\n`);
  const isBlocked = isApplied && planned.some(({ plan }) => plan?.conflict !== undefined);
  if (refused.length > 0 || isBlocked) err('Nothing was applied.\n');
}

function countsOf(planned: readonly PlannedObject[], obsolete: readonly KubernetesObject[]): string {
  const count = (change: string): number => planned.filter(({ plan }) => plan?.change === change).length;
  const refused = planned.filter(({ error }) => error !== undefined).length;
  const parts = [
    [count('create'), 'to create'],
    [count('change'), 'to change'],
    [obsolete.length, 'to delete'],
    [count('none'), 'unchanged'],
    [refused, 'refused'],
  ] as const;
  const shown = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return shown.join(', ');
}

/** Prints the error of an object, with its file. An error of a cluster names neither. */
export function printFailure(
  { object, file }: { readonly object: KubernetesObject; readonly file?: string | undefined },
  { code, message }: KnownError,
  { cwd, terminal }: World,
): void {
  const place = file === undefined ? '' : ` (${file})`;
  const known = { code, message: `${labelOf(object)}${place}: ${message}` };
  terminal.err(renderKnownError(known, { cwd, colours: coloursOf(terminal) }));
}

/** Prints what came of an object. */
export function printApplied(applied: AppliedObject, world: World): void {
  const { object, result, error, because } = applied;
  const { out, err } = world.terminal;
  const label = labelOf(object);
  if (error !== undefined) printFailure(applied, error, world);
  else if (result === 'skipped')
    err(`${label} not applied, because it refers to the ${because}, which failed\n`);
  else if (result === 'interrupted') err(`${label} not applied: interrupted\n`);
  else if (result !== 'unchanged') out(`${label} ${result}\n`);
}
