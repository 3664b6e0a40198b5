import type { Correction } from './correction.ts';

type Row = readonly [
  kind: 'optional' | 'tolerated',
  definition: string,
  fields: readonly string[],
  reason: string,
];

const KIND_NAMES = [
  'Workflow',
  'WorkflowTemplate',
  'ClusterWorkflowTemplate',
  'CronWorkflow',
  'WorkflowEventBinding',
];
const FROM_REPOSITORY = 'The key comes from the artifact repository when it is absent.';

const rows: readonly Row[] = [
  ['optional', 'Container', ['image'], '`templateDefaults` may supply the image.'],
  ['optional', 'ScriptTemplate', ['image', 'source'], '`templateDefaults` may supply image and source.'],
  ['optional', 'Gauge', ['realtime'], 'It defaults to false.'],
  ['optional', 'CacheConfigMap', ['key'], 'Argo never reads it, and 4.0 removed it.'],
  ['optional', 'Memoize', ['maxAge'], 'Without it, entries never expire.'],
  ['optional', 'ArtifactPaths', ['name'], 'Nothing refers to the source of a data template by name.'],
  ['optional', 'GCSArtifact', ['key'], FROM_REPOSITORY],
  ['optional', 'OSSArtifact', ['key'], FROM_REPOSITORY],
  ...KIND_NAMES.map(
    (kind): Row => [
      'tolerated',
      kind,
      ['metadata'],
      'Lint accepts an object without a name; a server does not, so the types require one.',
    ],
  ),
  [
    'tolerated',
    'NodeStatus',
    ['id', 'type'],
    'The controller always writes both; users shorten statuses, and Argo reads them.',
  ],
  [
    'tolerated',
    'VolumeMount',
    ['mountPath'],
    'Lint accepts a mount without a path; the API server refuses it.',
  ],
];

/** Fields that the schema requires and Argo does not. */
export const requiredCorrections: readonly Correction[] = rows.map(
  ([kind, definition, fields, reason]): Correction => ({ kind, definition, fields, reason }),
);
