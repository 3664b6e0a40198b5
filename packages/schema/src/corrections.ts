import type { Correction } from './correction.ts';

const SCALAR = { kind: 'scalar' } as const;
const TEMPLATE_BODIES = [
  'container',
  'containerSet',
  'dag',
  'data',
  'http',
  'plugin',
  'resource',
  'script',
  'steps',
  'suspend',
] as const;

/**
 * What Argo's schema and its CRDs both get wrong, or do not say. Each line was seen to be so on the real Argo;
 * the order counts where one builds on another.
 */
export const CORRECTIONS: readonly Correction[] = [
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
  {
    kind: 'alias',
    definition: 'Item',
    type: { kind: 'any' },
    reason: 'An item of withItems is any JSON value; the schema gives it no type at all.',
  },
  {
    kind: 'type',
    definition: 'Parameter',
    field: 'value',
    type: SCALAR,
    reason: 'Argo reads numbers and truth values as their text.',
  },
  {
    kind: 'type',
    definition: 'Parameter',
    field: 'default',
    type: SCALAR,
    reason: 'Argo reads numbers and truth values as their text.',
  },
  {
    kind: 'type',
    definition: 'Parameter',
    field: 'enum',
    type: { kind: 'list', element: SCALAR, minItems: 1 },
    reason: 'Argo reads numbers and truth values as their text.',
  },
  {
    kind: 'type',
    definition: 'ValueFrom',
    field: 'default',
    type: SCALAR,
    reason: 'Argo reads numbers and truth values as their text.',
  },
  {
    kind: 'open',
    definition: 'Plugin',
    reason: 'The name of the plugin is the field; the schema says an object without fields.',
  },
  { kind: 'open', definition: 'FieldsV1', reason: 'Kubernetes writes field names of every kind here.' },
  {
    kind: 'optional',
    definition: 'Container',
    fields: ['image'],
    reason: '`templateDefaults` may supply the image.',
  },
  {
    kind: 'optional',
    definition: 'ScriptTemplate',
    fields: ['image', 'source'],
    reason: '`templateDefaults` may supply image and source.',
  },
  { kind: 'optional', definition: 'Gauge', fields: ['realtime'], reason: 'Absent means false.' },
  {
    kind: 'optional',
    definition: 'Memoize',
    fields: ['maxAge'],
    reason: 'Absent means that entries never grow old.',
  },
  {
    kind: 'optional',
    definition: 'ArtifactPaths',
    fields: ['name'],
    reason: 'The source of a data template needs no name: nothing refers to it.',
  },
  {
    kind: 'optional',
    definition: 'GCSArtifact',
    fields: ['key'],
    reason: 'The key comes from the artifact repository when it is absent.',
  },
  {
    kind: 'optional',
    definition: 'OSSArtifact',
    fields: ['key'],
    reason: 'The key comes from the artifact repository when it is absent.',
  },
  {
    kind: 'group',
    definition: 'Template',
    group: { kind: 'atMostOne', fields: TEMPLATE_BODIES },
    reason: '`templateDefaults` has at most one body; the CRDs check only the list of templates.',
  },
  {
    kind: 'copy',
    definition: 'TemplateDefaults',
    from: 'Template',
    reason: '`templateDefaults` is a template without name, and needs no body.',
  },
  {
    kind: 'type',
    definition: 'WorkflowSpec',
    field: 'templateDefaults',
    type: { kind: 'reference', to: 'TemplateDefaults' },
    reason: '`templateDefaults` is a template without name, and needs no body.',
  },
  {
    kind: 'group',
    definition: 'Template',
    group: { kind: 'exactlyOne', fields: TEMPLATE_BODIES },
    reason: 'A template without a body cannot run; the CRDs only refuse a second one.',
  },
  ...['DAGTask', 'WorkflowStep'].flatMap((definition): readonly Correction[] => [
    {
      kind: 'group',
      definition,
      group: { kind: 'exactlyOne', fields: ['template', 'templateRef', 'inline'] },
      reason: 'A call names what it calls, in one of three ways; the schema asks for none.',
    },
    {
      kind: 'group',
      definition,
      group: { kind: 'atMostOne', fields: ['withItems', 'withParam', 'withSequence'] },
      reason: 'A call has one loop; the validation of Argo refuses a second one.',
    },
  ]),
];
