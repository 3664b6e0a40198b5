import type { Correction } from './correction.ts';

const SCALAR = { kind: 'scalar' } as const;
const READ_AS_TEXT = 'Argo reads numbers and truth values as their text; the schema says text only.';

/** Types that the schema gives wrongly or not at all. */
export const TYPE_CORRECTIONS: readonly Correction[] = [
  {
    kind: 'alias',
    definition: 'IntOrString',
    type: { kind: 'intOrString' },
    reason: 'The schema says text only; `retryStrategy.limit: 2` and ports as numbers are right.',
  },
  {
    kind: 'alias',
    definition: 'Quantity',
    type: { kind: 'quantity' },
    reason: 'The schema says text only; `cpu: 1` is right.',
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
    reason: 'Before 4.0 a cache is said to need a key of its ConfigMap; Argo never looks at it.',
  },
  {
    kind: 'open',
    definition: 'Plugin',
    reason: 'The name of the plugin is the field; the schema says an object without fields.',
  },
  { kind: 'open', definition: 'FieldsV1', reason: 'Kubernetes writes field names of every kind here.' },
];
