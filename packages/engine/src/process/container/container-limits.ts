import type { PodContainer } from '../../pod-spec/pod-spec.ts';
import { tryParseQuantity } from '../../pod-spec/quantity.ts';
import type { TaskLimits } from '../keeping/control-groups.ts';

/** Returns the limits of memory and processors of a container. Quantities that cannot be read have been refused before. */
export function limitsOf({ fields }: Pick<PodContainer, 'fields'>): TaskLimits {
  const { cpu, memory } = fields.resources?.limits ?? {};
  return { memoryBytes: numberOf(memory), cpus: numberOf(cpu) };
}

function numberOf(quantity: string | number | undefined): number | undefined {
  const billionths = quantity === undefined ? undefined : tryParseQuantity(quantity);
  return billionths === undefined || billionths <= 0n ? undefined : Number(billionths) / 1e9;
}
