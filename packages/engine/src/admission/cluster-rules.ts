import { ARTIFACT_LOCATIONS } from '@tiphys/models/facts';

type Fields = Readonly<Record<string, unknown>>;

/** A rule of a CRD over several fields. */
export interface ClusterRule {
  readonly message: string;
  readonly holds: (fields: Fields) => boolean;
}

const has = (fields: Fields, name: string): boolean => fields[name] !== undefined && fields[name] !== null;
const count = (fields: Fields, names: readonly string[]): number =>
  names.filter((name) => has(fields, name)).length;

const ONE_LOCATION: ClusterRule = {
  message: 'at most one artifact location can be specified',
  holds: (fields) => count(fields, ARTIFACT_LOCATIONS) <= 1,
};

/** The rules of objects, by their definition. */
export const OBJECT_RULES: Readonly<Record<string, readonly ClusterRule[]>> = {
  Artifact: [ONE_LOCATION],
  ArtifactLocation: [ONE_LOCATION],
  ArtifactPaths: [ONE_LOCATION],
  DAGTask: [
    {
      message: "cannot use both 'depends' and 'dependencies'",
      holds: (task) => !has(task, 'depends') || !has(task, 'dependencies'),
    },
    {
      message: "cannot use 'continueOn' when using 'depends'",
      holds: (task) => !has(task, 'depends') || !has(task, 'continueOn'),
    },
    {
      message: "task name cannot begin with a digit when using 'depends' or 'dependencies'",
      holds: (task) =>
        !(has(task, 'depends') || has(task, 'dependencies')) || !/^[0-9]/.test(String(task.name)),
    },
  ],
  Gauge: [
    {
      message: "'resourcesDuration.*' metrics cannot be used in real-time gauges",
      holds: ({ realtime, value }) => realtime !== true || !String(value).includes('resourcesDuration.'),
    },
  ],
  ResourceTemplate: [
    {
      message: 'only one of manifest or manifestFrom can be specified',
      holds: (resource) => count(resource, ['manifest', 'manifestFrom']) <= 1,
    },
  ],
  Sequence: [
    {
      message: 'only one of count or end can be defined',
      holds: (sequence) => count(sequence, ['count', 'end']) <= 1,
    },
  ],
};

const BODIES = [
  'container',
  'script',
  'dag',
  'steps',
  'suspend',
  'containerSet',
  'resource',
  'data',
  'http',
  'plugin',
];

/** The rules of the templates of a spec. Each is reported once, for the whole list. */
export const TEMPLATE_RULES: readonly ClusterRule[] = [
  {
    message: 'template must have at most one template type',
    holds: (template) => count(template, BODIES) <= 1,
  },
  {
    message: 'timeout cannot be applied to steps or dag templates',
    holds: (template) =>
      !has(template, 'timeout') || template.timeout === '' || count(template, ['steps', 'dag']) === 0,
  },
  {
    message: 'activeDeadlineSeconds is only valid for leaf templates',
    holds: (template) => !has(template, 'activeDeadlineSeconds') || count(template, ['steps', 'dag']) === 0,
  },
];
