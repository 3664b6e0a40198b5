import type { FieldGroup } from '../definition.ts';
import type { Correction } from './correction.ts';

const BODIES = [
  'container',
  'containerSet',
  'script',
  'dag',
  'steps',
  'resource',
  'suspend',
  'data',
  'http',
  'plugin',
];

/** A template has exactly one body and `templateDefaults` at most one, but the schema has one definition for both. */
const TEMPLATE_CORRECTIONS: readonly Correction[] = [
  {
    kind: 'split',
    definition: 'TemplateDefaults',
    from: 'Template',
    of: 'WorkflowSpec',
    field: 'templateDefaults',
    reason: '`templateDefaults` is a template that needs no body.',
  },
  {
    kind: 'group',
    definition: 'TemplateDefaults',
    group: { kind: 'atMostOne', fields: BODIES, tolerated: true },
    reason: 'At most one body by design; Argo accepts several and uses each for templates of its type.',
  },
  {
    kind: 'group',
    definition: 'Template',
    group: { kind: 'exactlyOne', fields: BODIES },
    reason: 'A template without a body cannot run; the CRDs only refuse a second one.',
  },
];

type GroupRow = readonly [
  definition: string,
  kind: FieldGroup['kind'],
  fields: readonly string[],
  reason: string,
];

const callRules = ['DAGTask', 'WorkflowStep'].flatMap((definition): readonly GroupRow[] => [
  [
    definition,
    'exactlyOne',
    ['template', 'templateRef', 'inline'],
    'A call names what it calls in one of three ways; the schema requires none.',
  ],
  [
    definition,
    'atMostOne',
    ['withItems', 'withParam', 'withSequence'],
    "Argo's validation refuses a second loop.",
  ],
]);

const VALUE_SOURCES = [
  'path',
  'jsonPath',
  'jqFilter',
  'parameter',
  'expression',
  'event',
  'supplied',
  'configMapKeyRef',
];
const HANDLERS = ['exec', 'httpGet', 'tcpSocket'];

/** Rules that are only in the code of Argo or Kubernetes. */
const rules: readonly GroupRow[] = [
  ...callRules,
  ['ValueFrom', 'atMostOne', VALUE_SOURCES, "Argo's validation refuses a second source of a value."],
  ['Artifact', 'atMostOne', ['from', 'fromExpression'], "Argo's validation refuses both."],
  [
    'WorkflowSpec',
    'atMostOne',
    ['workflowTemplateRef', 'templates'],
    'Argo refuses templates together with a reference.',
  ],
  ['ArchiveStrategy', 'atMostOne', ['none', 'tar', 'zip'], 'An artifact is packed in one way.'],
  ['Prometheus', 'atMostOne', ['counter', 'gauge', 'histogram'], 'A metric has one type.'],
  ['HTTP', 'atMostOne', ['body', 'bodyFrom'], 'A request has one body.'],
  ['SemaphoreRef', 'atMostOne', ['configMapKeyRef', 'database'], 'A semaphore has one source of its limit.'],
  ['EnvVar', 'atMostOne', ['value', 'valueFrom'], 'Kubernetes refuses both.'],
  [
    'EnvVarSource',
    'atMostOne',
    ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'],
    'Kubernetes refuses a second source.',
  ],
  ['EnvFromSource', 'atMostOne', ['configMapRef', 'secretRef'], 'Kubernetes refuses a second source.'],
  ['LifecycleHandler', 'atMostOne', [...HANDLERS, 'sleep'], 'Kubernetes refuses a second action.'],
  ['Probe', 'atMostOne', [...HANDLERS, 'grpc'], 'Kubernetes refuses a second action.'],
];

const LOCATION_FIELDS = ['s3', 'git', 'http', 'artifactory', 'hdfs', 'raw', 'oss', 'gcs', 'azure', 'plugin'];

/** Rules that the CRDs have had since 4.0; older versions check them in code, or use the first field. */
const rulesOfOldVersions: readonly Correction[] = [
  ...['Artifact', 'ArtifactLocation', 'ArtifactPaths'].map(
    (definition): Correction => ({
      kind: 'absentGroup',
      definition,
      group: { kind: 'atMostOne', fields: LOCATION_FIELDS, tolerated: true },
      reason: 'An artifact has one location; before 4.0, Argo uses the first that it finds.',
    }),
  ),
  ...(
    [
      ['Template', ['timeout', 'steps']],
      ['Template', ['timeout', 'dag']],
      ['Template', ['activeDeadlineSeconds', 'steps']],
      ['Template', ['activeDeadlineSeconds', 'dag']],
      ['DAGTask', ['depends', 'dependencies']],
      ['DAGTask', ['depends', 'continueOn']],
      ['ResourceTemplate', ['manifest', 'manifestFrom']],
      ['Sequence', ['count', 'end']],
    ] as const
  ).map(
    ([definition, fields]): Correction => ({
      kind: 'absentGroup',
      definition,
      group: { kind: 'atMostOne', fields },
      reason: "Argo's validation refuses both in every version.",
    }),
  ),
  {
    kind: 'absentGroup',
    definition: 'CronWorkflowSpec',
    group: { kind: 'exactlyOne', fields: ['schedule', 'schedules'] },
    reason: 'The versions that have both fields refuse an object with both, and one with neither.',
  },
];

/** Rules over several fields that neither the schema nor the CRDs have. */
export const groupCorrections: readonly Correction[] = [
  ...TEMPLATE_CORRECTIONS,
  ...rules.map(
    ([definition, kind, fields, reason]): Correction => ({
      kind: 'group',
      definition,
      group: { kind, fields },
      reason,
    }),
  ),
  ...rulesOfOldVersions,
];
