import type { Resources } from '../../ir/settings/settings.ts';
import { isQualifiedName, readQuantity } from '../options/kubernetes-syntax.ts';
import {
  didYouMean,
  fields,
  invalidOption,
  mapOf,
  type OptionCheck,
  show,
  subject,
  wrongValue,
} from '../options/option-check.ts';

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

const resourceMap = mapOf({
  wanted: 'an object such as { cpu: "500m", memory: "1Gi" }',
  key: {
    wanted: `one of ${STANDARD_RESOURCES.join(', ')}, or the name of a device such as nvidia.com/gpu`,
    test: isResourceName,
    advise: (name) => didYouMean(name, STANDARD_RESOURCES),
  },
  value: quantityCheck,
});

const resourceFields = fields<Resources>({ requests: resourceMap, limits: resourceMap });

/** Checks requests and limits. */
export const resourcesCheck: OptionCheck = (value, place) => {
  resourceFields(value, place);
  const { requests = {}, limits = {} } = value as Resources;
  for (const [name, request] of Object.entries(requests)) {
    const limit = limits[name];
    if (limit === undefined || amountOf(request) <= amountOf(limit)) continue;
    throw invalidOption(
      `${subject(place)} requests more ${name} (${show(request)}) than the limit (${show(limit)}).`,
    );
  }
};

function amountOf(quantity: string | number): number {
  return typeof quantity === 'number' ? quantity : (readQuantity(quantity) ?? 0);
}
