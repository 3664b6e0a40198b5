import { availableParallelism, totalmem } from 'node:os';
import type { ResourceFieldSelector } from '@tiphys/models';
import { PodFailure } from './pod-failure.ts';
import type { PodContainer } from './pod-spec.ts';
import { divideUp, tryParseQuantity } from './quantity.ts';

/**
 * Returns the text of a resource of a container, such as `limits.memory`, in units of the divisor. A limit that the container does not set
 * is what this machine has.
 *
 * @throws PodFailure if the container or the resource does not exist
 */
export function resourceFieldText(
  { containerName, divisor, resource }: ResourceFieldSelector,
  own: PodContainer,
  containers: readonly PodContainer[],
): string {
  const isOwn = containerName === undefined || containerName === '' || containerName === own.name;
  const container = isOwn ? own : containers.find(({ name }) => name === containerName);
  if (container === undefined) throw new PodFailure('init', `container ${containerName} not found`);
  const quantity = quantityOf(resource, container);
  const unit = divisor === undefined ? undefined : tryParseQuantity(divisor);
  if (quantity === undefined) throw new PodFailure('init', `unsupported container resource : ${resource}`);
  return String(divideUp(quantity, unit === undefined || unit <= 0n ? ONE : unit));
}

const ONE = 1_000_000_000n;

function quantityOf(resource: string, { fields }: PodContainer): bigint | undefined {
  const [, kind = '', name = ''] =
    /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.exec(resource) ?? [];
  if (kind === '') return undefined;
  const { limits, requests } = fields.resources ?? {};
  const set = kind === 'requests' ? (requests?.[name] ?? limits?.[name]) : limits?.[name];
  if (set !== undefined) return tryParseQuantity(set);
  return kind === 'requests' ? 0n : capacityOf(name);
}

function capacityOf(name: string): bigint {
  if (name === 'cpu') return BigInt(availableParallelism()) * ONE;
  return name === 'memory' ? BigInt(totalmem()) * ONE : 0n;
}
