import type { NodeStatus } from '@tiphys/models';
import { shownLabel } from '@tiphys/models/facts';

/** Returns the label of a node: its display name, with the original item of an iteration. */
export function labelOf({ displayName, name }: NodeStatus): string {
  return shownLabel(displayName === undefined || displayName === '' ? name : displayName);
}
