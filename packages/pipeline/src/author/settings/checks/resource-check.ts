import { isQualifiedName } from '@tiphys/models/facts';
import type { ResolvedOptions, Resources } from '../../../ir/settings/settings.ts';
import { readQuantity } from '../../options/kubernetes-syntax.ts';
import {
  didYouMean,
  fields,
  invalidOption,
  mapOf,
  type OptionCheck,
  type OptionPlace,
  orOutput,
  show,
  subject,
  wrongValue,
} from '../../options/option-check.ts';

const STANDARD_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

/** Only standard resources have names without a domain. */
function isResourceName(name: string): boolean {
  return (
    STANDARD_RESOURCES.includes(name) ||
    /^hugepages-[0-9A-Za-z.]+$/.test(name) ||
    (name.includes('/') && isQualifiedName(name))
  );
}

/** Checks an amount of a resource. */
export const quantityCheck: OptionCheck = (value, place) => {
  const wanted = 'a quantity such as "500m" or "1Gi"';
  const amount =
    typeof value === 'number' ? value : typeof value === 'string' ? readQuantity(value) : undefined;
  if (amount === undefined || !Number.isFinite(amount) || amount < 0)
    throw wrongValue(value, place, { wanted, advise: adviseQuantity });
  if (place.path.endsWith('.cpu') || Number.isInteger(amount) || amount > 1) return;
  throw invalidOption(
    `${subject(place)} is ${show(value)}, which is less than one: "m" means thousandths. For mebibytes, write "Mi".`,
  );
};

function adviseQuantity(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, number, unit = ''] = /^([\d.]+)\s*([kmgtpe])i?b?$/i.exec(value.trim()) ?? [];
  return number === undefined ? undefined : `Write "${number}${unit.toUpperCase()}i".`;
}

const resourceMap = (value: OptionCheck): OptionCheck =>
  mapOf({
    wanted: 'an object such as { cpu: "500m", memory: "1Gi" }',
    key: {
      wanted: `one of ${STANDARD_RESOURCES.join(', ')}, or the name of a device such as nvidia.com/gpu`,
      test: isResourceName,
      advise: (name) => didYouMean(name, STANDARD_RESOURCES),
    },
    value,
  });

function resourcesOf(amount: OptionCheck): OptionCheck {
  const map = resourceMap(amount);
  const check = fields<Resources>({ requests: map, limits: map });
  return (value, place) => {
    check(value, place);
    assertWithinLimits(value as Resources, place); // just checked
  };
}

/** Checks requests and limits. */
export const resourcesCheck: OptionCheck = resourcesOf(quantityCheck);

/** Checks requests and limits of a call, which may be outputs. */
export const callResourcesCheck: OptionCheck = resourcesOf(orOutput(quantityCheck));

/**
 * Checks that no request is above its limit, as far as both are known.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 */
export function assertWithinLimits(
  { requests = {}, limits = {} }: ResolvedOptions['resources'] & object,
  place: OptionPlace,
): void {
  for (const [name, request] of Object.entries(requests)) {
    const limit = amountOf(limits[name]);
    const wanted = amountOf(request);
    if (limit === undefined || wanted === undefined || wanted <= limit) continue;
    throw invalidOption(
      `${subject(place)} requests more ${name} (${show(request)}) than the limit (${show(limits[name])}).`,
    );
  }
}

function amountOf(quantity: unknown): number | undefined {
  if (typeof quantity === 'number') return quantity;
  return typeof quantity === 'string' ? readQuantity(quantity) : undefined;
}
