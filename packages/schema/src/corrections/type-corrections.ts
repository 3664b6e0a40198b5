import type { Correction } from './correction.ts';

const SCALAR = { kind: 'scalar' } as const;
const READ_AS_TEXT = 'Argo reads numbers and booleans as strings; the schema allows strings only.';

/** Types that are wrong in the schema or missing from it. */
export const TYPE_CORRECTIONS: readonly Correction[] = [
  {
    kind: 'alias',
    definition: 'IntOrString',
    type: { kind: 'intOrString' },
    reason: 'The schema allows strings only; `retryStrategy.limit: 2` and numeric ports are valid.',
  },
  {
    kind: 'alias',
    definition: 'Quantity',
    type: { kind: 'quantity' },
    reason: 'The schema allows strings only; `cpu: 1` is valid.',
  },
  { kind: 'type', definition: 'Parameter', field: 'value', type: SCALAR, reason: READ_AS_TEXT },
  { kind: 'type', definition: 'Parameter', field: 'default', type: SCALAR, reason: READ_AS_TEXT },
  {
    kind: 'type',
    definition: 'Parameter',
    field: 'enum',
    type: { kind: 'list', element: SCALAR, minItems: 1 },
    reason: READ_AS_TEXT,
  },
  { kind: 'type', definition: 'ValueFrom', field: 'default', type: SCALAR, reason: READ_AS_TEXT },
  {
    kind: 'split',
    definition: 'CacheConfigMap',
    from: 'ConfigMapKeySelector',
    of: 'Cache',
    field: 'configMap',
    reason: 'Before 4.0, the schema requires a key for the ConfigMap of a cache; Argo never reads it.',
  },
  {
    kind: 'open',
    definition: 'Plugin',
    reason: 'The field is the name of the plugin; the schema has an object without fields.',
  },
  { kind: 'open', definition: 'FieldsV1', reason: 'Kubernetes writes field names of every kind here.' },
];
