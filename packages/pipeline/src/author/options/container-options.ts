import type { ContainerOptions, ResourceOptions, RetryOptions } from '../../ir/component/task-options.ts';
import { adviseDuration, readDuration } from './duration-text.ts';
import {
  isDataKey,
  isImageReference,
  isQualifiedName,
  isSubdomain,
  readQuantity,
} from './kubernetes-syntax.ts';
import {
  didYouMean,
  fields,
  integerFrom,
  invalidOption,
  isPlainObject,
  mapOf,
  mustBe,
  type OptionCheck,
  type OptionTable,
  show,
  subject,
  textOf,
  wordOf,
  wrongValue,
} from './option-check.ts';
import { findRetryExpressionFault } from './retry-expression.ts';

/** Maximum size of an environment variable in Linux, in bytes: `NAME=value` and the final NUL. */
export const MAXIMUM_VARIABLE_BYTES = 131_072;

const isDuration = (value: unknown, minimum: (seconds: number) => boolean): boolean => {
  const seconds = typeof value === 'string' ? readDuration(value) : undefined;
  return seconds !== undefined && minimum(seconds);
};

const timeout = mustBe(
  {
    wanted: 'a positive integer number of seconds, or a duration such as "90s" or "1h30m"',
    advise: adviseDuration,
  },
  (value) =>
    typeof value === 'number'
      ? Number.isSafeInteger(value) && value > 0
      : isDuration(value, (seconds) => seconds > 0),
);

/** In a backoff, Argo also takes a plain number of seconds. */
const isBackoff = (value: unknown, minimum: (seconds: number) => boolean): boolean =>
  (typeof value === 'string' && /^\d+$/.test(value) && minimum(Number(value))) || isDuration(value, minimum);

const adviseBackoff = (value: unknown): string | undefined =>
  typeof value === 'number' ? `Write "${value}s".` : adviseDuration(value);

const image = mustBe(
  {
    wanted: 'an image reference such as "node:24-slim"',
    advise: (value) =>
      typeof value === 'string' && isImageReference(value.trim().toLowerCase())
        ? `Write "${value.trim().toLowerCase()}".`
        : undefined,
  },
  (value) => typeof value === 'string' && (value.includes('{{') || isImageReference(value)),
);

const backoffFields: OptionTable<NonNullable<RetryOptions['backoff']>> = {
  duration: mustBe({ wanted: 'a duration such as "10s" or "2m"', advise: adviseBackoff }, (value) =>
    isBackoff(value, () => true),
  ),
  factor: integerFrom(1),
  maxDuration: mustBe({ wanted: 'a positive duration such as "10m"', advise: adviseBackoff }, (value) =>
    isBackoff(value, (seconds) => seconds > 0),
  ),
};

const retryFields: OptionTable<RetryOptions> = {
  limit: integerFrom(0),
  policy: wordOf(['Always', 'OnFailure', 'OnError', 'OnTransientError']),
  backoff: fields(backoffFields, ['duration']),
  expression: (value, place) => {
    if (typeof value !== 'string' || value.trim() === '')
      throw wrongValue(value, place, { wanted: 'a condition such as "asInt(lastRetry.exitCode) != 2"' });
    const fault = findRetryExpressionFault(value);
    if (fault !== undefined) throw invalidOption(`${subject(place)} is not a valid condition. ${fault}`);
  },
};

const retryObject = fields(retryFields, ['limit']);
const retryNumber = integerFrom(0);

const retry: OptionCheck = (value, place) => {
  if (isPlainObject(value)) retryObject(value, place);
  else retryNumber(value, place);
};

const STANDARD_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

/** Only standard resources have names without a domain. */
function isResourceName(name: string): boolean {
  return (
    STANDARD_RESOURCES.includes(name) ||
    /^hugepages-[0-9A-Za-z.]+$/.test(name) ||
    (name.includes('/') && isQualifiedName(name))
  );
}

const quantityOf: OptionCheck = (value, place) => {
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
  value: quantityOf,
});

const resourceFields = fields<ResourceOptions>({ requests: resourceMap, limits: resourceMap });

const resources: OptionCheck = (value, place) => {
  resourceFields(value, place);
  const { requests = {}, limits = {} } = value as ResourceOptions;
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

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const RESERVED_NAME = /^(?:TIPHYS_|ARGO_)/;

const objectName = textOf('a name of lower-case letters, digits, "-" and "."', isSubdomain);
const dataKey = textOf('a key of letters, digits, "-", "_" and "."', isDataKey);
const secretEntry = fields<{ secret: string; key: string }>({ secret: objectName, key: dataKey }, [
  'secret',
  'key',
]);
const configMapEntry = fields<{ configMap: string; key: string }>({ configMap: objectName, key: dataKey }, [
  'configMap',
  'key',
]);

const variable: OptionCheck = (value, place) => {
  if (isPlainObject(value)) {
    const check = 'configMap' in value ? configMapEntry : secretEntry;
    check(value, place);
    return;
  }
  if (typeof value !== 'string') {
    const scalar = typeof value === 'number' || typeof value === 'boolean';
    throw wrongValue(value, place, {
      wanted: 'a string, { secret, key } or { configMap, key }',
      ...(scalar && { advise: () => `Write '${value}'.` }),
    });
  }
  if (value.includes('{{'))
    throw invalidOption(
      `${subject(place)} contains "{{", which Argo would replace. Pass the value to the function as an input.`,
    );
  assertVariableSize(value, place.path.slice(place.path.indexOf('.') + 1), subject(place));
};

function assertVariableSize(value: string, name: string, what: string): void {
  const bytes = Buffer.byteLength(value) + name.length + 2;
  if (bytes <= MAXIMUM_VARIABLE_BYTES) return;
  throw invalidOption(
    `${what} has ${bytes} bytes, but Linux allows ${MAXIMUM_VARIABLE_BYTES} for an environment variable. Pass the value as an input of type Large<string>, or as a file.`,
  );
}

const env = mapOf({
  wanted: 'an object such as { LEVEL: "debug" }',
  key: {
    wanted: 'letters, digits, "_", "-" and ".", and must not start with a digit, TIPHYS_ or ARGO_',
    test: (name) => VARIABLE_NAME.test(name) && !RESERVED_NAME.test(name),
  },
  value: variable,
});

/** Checks for the options of a container. */
export const containerFields: OptionTable<ContainerOptions> = { image, resources, retry, timeout, env };
