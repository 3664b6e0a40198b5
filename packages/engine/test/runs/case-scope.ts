import type { JsonObject } from './normalise-run.ts';

/** Supported fields, by object. Fields in no list are out of scope. */
const inScope = {
  spec: [
    'entrypoint',
    'templates',
    'arguments',
    'onExit',
    'hooks',
    'parallelism',
    'activeDeadlineSeconds',
    'templateDefaults',
    'retryStrategy',
    'volumes',
    'volumeClaimTemplates',
    'workflowTemplateRef',
    'workflowMetadata',
    'artifactRepositoryRef',
    'podSpecPatch',
    'suspend',
    'synchronization',
  ],
  template: [
    'name',
    'inputs',
    'outputs',
    'container',
    'script',
    'data',
    'steps',
    'dag',
    'suspend',
    'retryStrategy',
    'parallelism',
    'failFast',
    'timeout',
    'activeDeadlineSeconds',
    'metadata',
    'annotations',
    'memoize',
    'volumes',
    'initContainers',
    'sidecars',
  ],
  call: [
    'name',
    'template',
    'templateRef',
    'inline',
    'arguments',
    'when',
    'withItems',
    'withParam',
    'withSequence',
    'hooks',
    'onExit',
    'continueOn',
    'depends',
    'dependencies',
  ],
  valueFrom: ['path', 'parameter', 'expression', 'default', 'supplied', 'configMapKeyRef'],
} as const;

/** Fields that matter only in a cluster and have no effect on the status of a run. */
const withoutEffect = [
  'affinity',
  'archiveLocation',
  'archiveLogs',
  'artifactGC',
  'hostAliases',
  'imagePullSecrets',
  'metrics',
  'nodeSelector',
  'podDisruptionBudget',
  'podGC',
  'podMetadata',
  'podPriorityClassName',
  'podResources',
  'priority',
  'resourceClaims',
  'securityContext',
  'serviceAccountName',
  'tolerations',
  'ttlStrategy',
  'volumeClaimGC',
];

/** Returns why a recorded case is out of scope; undefined if it uses only supported fields. */
export function outOfScopeReason(workflow: JsonObject, expected: JsonObject): string | undefined {
  if (expected.rejected !== undefined) return 'refused by the API server';
  if (expected.action !== undefined && expected.action !== 'stop') return 'command during the run';
  if (expected.after !== undefined) return 'retry after the end';
  const spec = object(workflow.spec);
  const outside = outsideOf(spec, inScope.spec);
  if (outside) return outside;
  const text = JSON.stringify(workflow);
  if (/"templateRef":\{[^}]*\{\{/.test(text)) return 'template reference named by a tag';
  if (text.includes('ARGO_PROGRESS_FILE')) return 'progress reported by the task';
  if (text.includes('"maxDuration"')) return 'retry limit that depends on how slowly pods start';
  for (const template of list(spec.templates)) {
    const reason = templateReason(object(template));
    if (reason) return reason;
  }
  return undefined;
}

function templateReason(template: JsonObject): string | undefined {
  const outside = outsideOf(template, inScope.template);
  if (outside) return outside;
  for (const ports of [object(template.inputs), object(template.outputs)]) {
    const reason = portsReason(ports);
    if (reason) return reason;
  }
  for (const call of callsOf(template)) {
    const reason = callReason(call);
    if (reason) return reason;
  }
  return undefined;
}

function callReason(call: JsonObject): string | undefined {
  const outside = outsideOf(call, inScope.call);
  if (outside) return outside;
  const inline = call.inline ? templateReason(object(call.inline)) : undefined;
  return inline ?? portsReason(object(call.arguments));
}

function portsReason(ports: JsonObject): string | undefined {
  for (const parameter of list(ports.parameters)) {
    const outside = outsideOf(object(object(parameter).valueFrom), inScope.valueFrom);
    if (outside) return `valueFrom.${outside}`;
  }
  return undefined;
}

function callsOf(template: JsonObject): readonly JsonObject[] {
  const steps = list(template.steps).flat().map(object);
  return [...steps, ...list(object(template.dag).tasks).map(object)];
}

function outsideOf(fields: JsonObject, allowed: readonly string[]): string | undefined {
  return Object.keys(fields).find((field) => !allowed.includes(field) && !withoutEffect.includes(field));
}

function object(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
