/** A run of an example. */
export interface ExampleRun {
  /** Path under `examples`. */
  readonly file: string;
  /** The export. @default 'default' */
  readonly name?: string;
  /** Values of parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** YAML of objects that the run needs. */
  readonly objects?: string;
  /** The file with the template that the run refers to, and its export if it is a TypeScript file. */
  readonly template?: { readonly file: string; readonly name?: string };
  /** Whether two runs may take different ways, so that only their ends are compared. @default false */
  readonly isRandom?: boolean;
  /** Outputs that tell something about the machine. */
  readonly ownOutputs?: readonly string[];
  /** Nodes, without the name of the run, whose logs tell something about the machine. */
  readonly ownLogs?: readonly string[];
  /** Why this one needs the Kubernetes API, besides the Argo Server: it has objects that only that accepts. */
  readonly needsKubernetes?: string;
}

/** A run of an example that is left out. */
export interface LeftOut {
  readonly file: string;
  readonly name: string;
  readonly reason: string;
}

const LIMITS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: limits }\ndata: { gpu: "2" }\n';

const SETTINGS =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, labels: { workflows.argoproj.io/configmap-type: Parameter } }\ndata: { bucket: b, level: info }\n';

/** Pods mount the Secret of a repository, also if they store nothing in it. */
const KEYS =
  'apiVersion: v1\nkind: Secret\nmetadata: { name: my-s3-credentials }\nstringData: { accessKey: a, secretKey: s }\n';

/** The secret and the claim of the example with volumes. */
const ACCESS = `${SETTINGS}---
apiVersion: v1
kind: Secret
metadata: { name: api }
stringData: { token: t, user: u }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: models }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`;

/** The runs of examples that any cluster with Argo and an artifact repository can do. */
export const exampleRuns: readonly ExampleRun[] = [
  { file: 'squares/pipeline.ts', parameters: { count: '6' } },
  {
    file: 'announcements/pipeline.ts',
    template: { file: 'announcements/templates.yaml' },
  },
  { file: 'etl/pipeline.ts' },
  { file: 'nightly/pipeline.ts' },
  {
    file: 'coin-flip/workflow.ts',
    parameters: { player: 'Medea' },
    template: { file: 'coin-flip/workflow.ts', name: 'library' },
    isRandom: true,
  },
  { file: 'hello-world/workflow.ts', parameters: { who: 'reader' } },
  { file: 'migrations/kfp1-coin-flip.ts', isRandom: true },
  { file: 'migrations/kfp1-parallel-join.ts' },
  { file: 'migrations/kfp2-iris.ts' },
  { file: 'migrations/kfp2-collected.ts' },
  { file: 'migrations/hera-fan-out.ts' },
  { file: 'migrations/hera-etl.ts' },
  { file: 'migrations/juno-artifacts.ts' },
  { file: 'migrations/juno-build.ts' },
  { file: 'constructs/numbers.ts', objects: KEYS, needsKubernetes: 'a Secret' },
  { file: 'constructs/settings.ts', name: 'locks', objects: LIMITS, needsKubernetes: 'a ConfigMap' },
  {
    file: 'constructs/settings.ts',
    name: 'volumes',
    objects: ACCESS,
    needsKubernetes: 'a ConfigMap, a Secret and a claim',
  },
  { file: 'constructs/settings.ts', name: 'dynamic' },
  { file: 'constructs/settings.ts', name: 'retries' },
  { file: 'constructs/settings.ts', name: 'cached' },
  { file: 'constructs/files.ts', name: 'outputs' },
  { file: 'constructs/files.ts', name: 'texts' },
  { file: 'constructs/files.ts', name: 'kept' },
  { file: 'constructs/endings.ts', name: 'depends' },
  { file: 'constructs/endings.ts', name: 'failures' },
  // A hook only runs if the controller sees the state that it waits for.
  { file: 'constructs/endings.ts', name: 'exits', isRandom: true },
  { file: 'constructs/branches.ts', name: 'branches' },
  { file: 'constructs/branches.ts', name: 'rounds' },
  { file: 'constructs/languages.ts', name: 'languages', ownOutputs: ['used'], ownLogs: ['.df'] },
  { file: 'constructs/nested.ts', name: 'clean', parameters: { values: '[1,2,3]' } },
  {
    file: 'constructs/nested.ts',
    name: 'oneRun',
    template: { file: 'constructs/nested.ts', name: 'template' },
  },
  {
    file: 'constructs/operations.ts',
    name: 'nightly',
    objects: SETTINGS,
    needsKubernetes: 'a ConfigMap',
  },
  { file: 'constructs/operations.ts', name: 'metrics' },
  { file: 'constructs/schemas.ts', name: 'schemas', parameters: { order: '{"id":3}' } },
  { file: 'constructs/constants.ts', name: 'constants' },
];

/** The examples that need something that not every cluster has. */
export const leftOut: readonly LeftOut[] = [
  { file: 'constructs/settings.ts', name: 'layers', reason: 'needs nodes with GPUs and a private registry' },
  { file: 'constructs/settings.ts', name: 'paused', reason: 'waits for somebody to look into the pod' },
  { file: 'constructs/files.ts', name: 'addressed', reason: 'needs the bucket that it describes' },
  { file: 'constructs/files.ts', name: 'imports', reason: 'needs buckets of three providers' },
  { file: 'constructs/languages.ts', name: 'others', reason: 'calls a server of the internet' },
  { file: 'constructs/languages.ts', name: 'daemons', reason: 'needs an image of envoy' },
  { file: 'constructs/languages.ts', name: 'sets', reason: 'needs an executor plugin' },
  { file: 'constructs/branches.ts', name: 'people', reason: 'waits for answers' },
  { file: 'constructs/nested.ts', name: 'nested', reason: 'leaves a run of its own behind' },
  { file: 'constructs/nested.ts', name: 'template', reason: 'a template: runs as oneRun' },
  { file: 'constructs/nested.ts', name: 'onPush', reason: 'waits for an event' },
  { file: 'coin-flip/workflow.ts', name: 'library', reason: 'a template: runs as the default export' },
];
