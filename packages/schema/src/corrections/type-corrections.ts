import type { Correction } from './correction.ts';

const scalar = { kind: 'scalar' } as const;
const readAsText = 'Argo reads numbers and booleans as strings; the schema allows strings only.';

/** Types that are wrong in the schema or missing from it. */
export const typeCorrections: readonly Correction[] = [
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
  { kind: 'type', definition: 'Parameter', field: 'value', type: scalar, reason: readAsText },
  { kind: 'type', definition: 'Parameter', field: 'default', type: scalar, reason: readAsText },
  {
    kind: 'type',
    definition: 'Parameter',
    field: 'enum',
    type: { kind: 'list', element: scalar, minItems: 1 },
    reason: readAsText,
  },
  { kind: 'type', definition: 'ValueFrom', field: 'default', type: scalar, reason: readAsText },
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
