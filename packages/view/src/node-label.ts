import type { NodeStatus } from '@tiphys/models';

/**
 * Returns the label of a node: its display name, with the original item of an iteration. Argo escapes items in names, and pipelines loop
 * over items that are JSON themselves.
 */
export function labelOf({ displayName, name }: NodeStatus): string {
  const label = displayName === undefined || displayName === '' ? name : displayName;
  const [, before = '', item = ''] = /^(.*?\(\d+:)(.*)\)$/s.exec(label) ?? [];
  if (before === '') return label;
  const written = parseText(`"${item}"`) ?? item;
  return `${before}${parseText(written) ?? written})`;
}

function parseText(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined; // no JSON, so it stays as it is
  }
}
