import type { Correction } from './correction.ts';

type Row = readonly [
  kind: 'optional' | 'tolerated',
  definition: string,
  fields: readonly string[],
  reason: string,
];

const KINDS = [
  'Workflow',
  'WorkflowTemplate',
  'ClusterWorkflowTemplate',
  'CronWorkflow',
  'WorkflowEventBinding',
];
const FROM_REPOSITORY = 'The key comes from the artifact repository when it is absent.';

const ROWS: readonly Row[] = [
  ['optional', 'Container', ['image'], '`templateDefaults` may supply the image.'],
  ['optional', 'ScriptTemplate', ['image', 'source'], '`templateDefaults` may supply image and source.'],
  ['optional', 'Gauge', ['realtime'], 'Absent means false.'],
  ['optional', 'CacheConfigMap', ['key'], 'Argo never looks at it, and 4.0 has it no more.'],
  ['optional', 'Memoize', ['maxAge'], 'Absent means that entries never grow old.'],
  ['optional', 'ArtifactPaths', ['name'], 'Nothing refers to the source of a data template by name.'],
  ['optional', 'GCSArtifact', ['key'], FROM_REPOSITORY],
  ['optional', 'OSSArtifact', ['key'], FROM_REPOSITORY],
  ...KINDS.map(
    (kind): Row => [
      'tolerated',
      kind,
      ['metadata'],
      'Lint takes an object without a name; a server does not, so authors are asked for one.',
    ],
  ),
  [
    'tolerated',
    'NodeStatus',
    ['id', 'type'],
    'The controller always writes both; people cut statuses short, and Argo reads them.',
  ],
  ['tolerated', 'VolumeMount', ['mountPath'], 'Lint takes a mount without path; the API server refuses it.'],
];

/** Fields that the schema asks for although Argo does without them. */
export const REQUIRED_CORRECTIONS: readonly Correction[] = ROWS.map(
  ([kind, definition, fields, reason]): Correction => ({ kind, definition, fields, reason }),
);
