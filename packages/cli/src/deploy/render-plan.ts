import { type KubernetesObject, type ObjectPlan, withoutServerFields } from '@tiphys/client';
import { unifiedDiff } from '../output/unified-diff.ts';

/** Returns what a plan changes as a patch of YAML for people, '' if nothing. */
export async function renderPlan({ before, after, change }: ObjectPlan): Promise<string> {
  if (change === 'none') return '';
  return await renderPatch(before, after);
}

/** Returns a patch of YAML that removes an object. */
export async function renderDeletion(object: KubernetesObject): Promise<string> {
  return await renderPatch(withoutServerFields(object), undefined);
}

async function renderPatch(
  before: KubernetesObject | undefined,
  after: KubernetesObject | undefined,
): Promise<string> {
  const { writeYaml } = await import('@tiphys/yaml');
  const textOf = (object: unknown): string => (object === undefined ? '' : writeYaml([sortFields(object)]));
  const { kind = '', metadata } = after ?? before ?? {};
  const patch = unifiedDiff(textOf(before), textOf(after), `${kind}/${metadata?.name}.yaml`);
  const { shortenPatch } = await import('./shorten-patch.ts');
  return shortenPatch(patch, { isWhole: before === undefined || after === undefined });
}

/** Servers keep no order of fields. */
function sortFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortFields);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([field, child]) => [field, sortFields(child)] as const);
  return Object.fromEntries(fields.sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1)));
}

const FIRST_FIELDS: readonly string[] = ['apiVersion', 'kind', 'metadata', 'name'];

function rankOf(field: string): number {
  const place = FIRST_FIELDS.indexOf(field);
  return place === -1 ? FIRST_FIELDS.length : place;
}
