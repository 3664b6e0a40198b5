import { test } from 'vitest';
import type {
  Artifact,
  ArtifactLocation,
  Container,
  CronWorkflow,
  DAGTask,
  EnvVar,
  Inputs,
  Parameter,
  Probe,
  ResourceTemplate,
  RetryStrategy,
  ScriptTemplate,
  Sequence,
  Template,
  TemplateDefaults,
  TemplateRef,
  ValueFrom,
  Volume,
  Workflow,
  WorkflowEventBinding,
  WorkflowSpec,
  WorkflowStep,
} from './generated/index.ts';

/** The comment above each mistake is the message of tsc. */
declare function check<T>(value: T): void;

const call = { name: 'a', template: 'x' } as const;
const container = { image: 'busybox' } as const;

test('a template has exactly one body', () => {
  // Types of property 'script' are incompatible. Type '{ source: string; }' is not assignable to type 'undefined'.
  // @ts-expect-error two bodies
  check<Template>({ name: 'x', container, script: { source: 'c' } });
  // Property 'suspend' is missing in type '{ name: string; }' but required in type 'TemplateWithSuspend'.
  // @ts-expect-error no body
  check<Template>({ name: 'x' });
  // Types of property 'dag' are incompatible.
  // @ts-expect-error a condition that may give two bodies
  check<Template>({ name: 'x', container, ...(Math.random() > 0.5 ? { dag: { tasks: [] } } : {}) });
  // Type '{ name: string; container: ... | undefined; }' is not assignable to parameter of type 'Template'.
  // @ts-expect-error a body that may be missing
  check<Template>({ name: 'x', container: Math.random() > 0.5 ? container : undefined });
  // Types of property 'script' are incompatible.
  // @ts-expect-error two bodies in the defaults
  check<TemplateDefaults>({ container, script: { source: 'c' } });
  // Types of property 'timeout' are incompatible. Type 'string' is not assignable to type 'undefined'.
  // @ts-expect-error Argo refuses a timeout of a dag
  check<Template>({ name: 'x', dag: { tasks: [] }, timeout: '5m' });
  // Types of property 'activeDeadlineSeconds' are incompatible.
  // @ts-expect-error Argo refuses a deadline of steps
  check<Template>({ name: 'x', steps: [], activeDeadlineSeconds: 5 });
});

test('a call names one template', () => {
  // Types of property 'inline' are incompatible.
  // @ts-expect-error two templates
  check<DAGTask>({ ...call, inline: { container } });
  // Property 'templateRef' is missing in type '{ name: string; }' but required in type 'DAGTaskWithTemplateRefAnd...'.
  // @ts-expect-error no template
  check<DAGTask>({ name: 'a' });
  // Types of property 'templateRef' are incompatible.
  // @ts-expect-error two templates
  check<WorkflowStep>({ ...call, templateRef: { name: 'w', template: 't' } });
  // Object literal may only specify known properties, and 'depends' does not exist in type 'WorkflowStepWithTemplateAndWithItems | ...
  // @ts-expect-error steps have no dependencies
  check<WorkflowStep>({ ...call, depends: 'b' });
  // Property 'name' is missing in type '{ template: string; }' but required in type 'DAGTaskWithTemplateAnd...'.
  // @ts-expect-error no name
  check<DAGTask>({ template: 'x' });
});

test('fields that exclude each other', () => {
  // Types of property 'dependencies' are incompatible. Type 'string[]' is not assignable to type 'undefined'.
  // @ts-expect-error depends and dependencies
  check<DAGTask>({ ...call, depends: 'b', dependencies: ['b'] });
  // Types of property 'continueOn' are incompatible.
  // @ts-expect-error depends and continueOn
  check<DAGTask>({ ...call, depends: 'b', continueOn: { failed: true } });
  // Types of property 'withParam' are incompatible.
  // @ts-expect-error two loops
  check<WorkflowStep>({ ...call, withItems: [1], withParam: '[]' });
  // Types of property 'end' are incompatible. Type 'number' is not assignable to type 'undefined'.
  // @ts-expect-error count and end
  check<Sequence>({ count: 3, end: 4 });
  // Types of property 'gcs' are incompatible.
  // @ts-expect-error two places of an artifact
  check<Artifact>({ name: 'a', s3: { key: 'k' }, gcs: { key: 'k' } });
  // Types of property 'raw' are incompatible.
  // @ts-expect-error two places of the archive
  check<ArtifactLocation>({ http: { url: 'u' }, raw: { data: 'd' } });
  // Types of property 'fromExpression' are incompatible.
  // @ts-expect-error two origins of an artifact
  check<Artifact>({ name: 'a', from: '{{x}}', fromExpression: 'x' });
  // Types of property 'manifestFrom' are incompatible.
  // @ts-expect-error two manifests
  check<ResourceTemplate>({ action: 'create', manifest: 'a', manifestFrom: { artifact: { name: 'a' } } });
  // Types of property 'expression' are incompatible.
  // @ts-expect-error two sources of a value
  check<ValueFrom>({ path: '/tmp/x', expression: '1' });
  // Types of property 'valueFrom' are incompatible.
  // @ts-expect-error two values of a variable
  check<EnvVar>({ name: 'A', value: 'b', valueFrom: { fieldRef: { fieldPath: 'x' } } });
  // Types of property 'httpGet' are incompatible.
  // @ts-expect-error two actions of a probe
  check<Probe>({ exec: { command: ['true'] }, httpGet: { port: 80 } });
  // Types of property 'templates' are incompatible.
  // @ts-expect-error templates beside a reference
  check<WorkflowSpec>({ workflowTemplateRef: { name: 'w' }, templates: [] });
});

test('values outside the set', () => {
  // Type '"Allways"' is not assignable to type '"Always" | "OnError" | ... Did you mean '"Always"'?
  // @ts-expect-error
  check<RetryStrategy>({ retryPolicy: 'Allways' });
  // Type '"always"' is not assignable to type '"Always" | "IfNotPresent" | "Never" | undefined'. Did you mean '"Always"'?
  // @ts-expect-error
  check<Container>({ image: 'a', imagePullPolicy: 'always' });
  // Type '"Skip"' is not assignable to type '"Allow" | "Forbid" | "Replace" | undefined'.
  // @ts-expect-error
  check<CronWorkflow['spec']>({ schedules: ['* * * * *'], workflowSpec: {}, concurrencyPolicy: 'Skip' });
  // Type '"OnSuccess"' is not assignable to type '"" | "OnPodCompletion" | ...
  // @ts-expect-error
  check<WorkflowSpec>({ podGC: { strategy: 'OnSuccess' } });
  // Type '"update"' is not assignable to type '"get" | "create" | ...
  // @ts-expect-error
  check<ResourceTemplate>({ action: 'update', manifest: '' });
  // Type '"Job"' is not assignable to type '"Workflow"'.
  // @ts-expect-error
  check<Workflow>({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Job', metadata: {}, spec: {} });
  // Type '"v1"' is not assignable to type '"argoproj.io/v1alpha1"'.
  // @ts-expect-error
  check<Workflow>({ apiVersion: 'v1', kind: 'Workflow', metadata: {}, spec: {} });
});

test('fields that do not exist', () => {
  // Object literal may only specify known properties, but 'imag' does not exist in type 'Container'. Did you mean to write 'image'?
  // @ts-expect-error
  check<Template>({ name: 'x', container: { imag: 'a' } });
  // 'contaner' does not exist in type 'Template'. Did you mean to write 'container'?
  // @ts-expect-error
  check<Template>({ name: 'x', contaner: { image: 'a' } });
  // 'schedule' does not exist in type 'CronWorkflowSpec'. Did you mean to write 'schedules'?
  // @ts-expect-error
  check<CronWorkflow['spec']>({ schedule: '* * * * *', schedules: [], workflowSpec: {} });
  // 'priority' does not exist in type 'TemplateWithContainer'.
  // @ts-expect-error
  check<Template>({ name: 'x', container, priority: 1 });
  // 'clusterscope' does not exist in type 'TemplateRef'. Did you mean to write 'clusterScope'?
  // @ts-expect-error
  check<TemplateRef>({ name: 'w', template: 't', clusterscope: true });
  // Type 'number' is not assignable to type 'never'.
  // @ts-expect-error
  check<Artifact>({ name: 'a', archive: { zip: { level: 9 } } });
});

test('wrong types and missing fields', () => {
  // Type '{ name: 'a'; template: 'x'; }' is not assignable to type 'ParallelSteps'.
  // @ts-expect-error steps are lists of lists
  check<Template>({ name: 'x', steps: [call] });
  // Type 'string' is not assignable to type 'readonly string[]'.
  // @ts-expect-error a command is a list
  check<Container>({ image: 'a', command: 'sh' });
  // Type 'number' is not assignable to type 'string'.
  // @ts-expect-error variables are text
  check<EnvVar>({ name: 'A', value: 1 });
  // Type 'string' is not assignable to type 'boolean'.
  // @ts-expect-error
  check<Artifact>({ name: 'a', optional: 'true' });
  // Type 'string' is not assignable to type 'number'.
  // @ts-expect-error
  check<WorkflowSpec>({ parallelism: '5' });
  // Property 'name' is missing in type '{ value: string; }' but required in type 'Parameter'.
  // @ts-expect-error
  check<Parameter>({ value: 'a' });
  // Type '{ a: string; }' is not assignable to type 'string | number | boolean'.
  // @ts-expect-error
  check<Parameter>({ name: 'a', value: { a: 'b' } });
  // Property 'name' is missing in type '{ emptyDir: {}; }' but required in type 'Volume'.
  // @ts-expect-error
  check<Volume>({ emptyDir: {} });
  // Property 'metadata' is missing
  // @ts-expect-error
  check<Workflow>({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', spec: {} });
  // Property 'selector' is missing in type '{}' but required in type 'Event'.
  // @ts-expect-error
  check<WorkflowEventBinding['spec']>({ event: {} });
  // Type 'string' is not assignable to type 'Parameter'.
  // @ts-expect-error
  check<Inputs>({ parameters: ['a'] });
  // Type 'null' is not assignable to type 'string'.
  // @ts-expect-error
  check<ScriptTemplate>({ image: 'a', source: null });
});

test('nothing of a model can be changed', () => {
  const template: Template = { name: 'x', container };
  // Cannot assign to 'name' because it is a read-only property.
  // @ts-expect-error
  template.name = 'y';
  const step: Template = { name: 'x', steps: [] };
  // Property 'push' does not exist on type 'readonly ParallelSteps[]'.
  // @ts-expect-error
  step.steps?.push([]);
});
