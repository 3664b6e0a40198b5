import { expect, test } from 'vitest';
import { leaf, problemOf, type Surroundings } from '../../../test/semantics/spec-problem-of.ts';

const NAME_RULE =
  "is invalid: name must consist of alpha-numeric characters or '-', and must start with an alpha-numeric character (e.g. My-name1-2, 123-NAME)";
const main = { ...leaf, name: 'main' };
const library = {
  kind: 'WorkflowTemplate',
  metadata: { name: 'lib' },
  spec: { entrypoint: 'main', templates: [main] },
};
const REFERRING = 'Templates is invalid field in spec if workflow referred WorkflowTemplate reference';
const long = 'a'.repeat(64);

test.for<{ title: string; given: Surroundings; want: string | undefined }>([
  {
    title: 'a long name',
    given: { name: long },
    want: `workflow name "${long}" must not be more than 63 characters long (currently 64)`,
  },
  {
    title: 'templates beside a reference, before everything in them',
    given: { spec: { workflowTemplateRef: { name: 'lib' }, templates: [{}] }, objects: [library] },
    want: REFERRING,
  },
  {
    title: 'a reference',
    given: {
      spec: { workflowTemplateRef: { name: 'lib' }, templates: [] },
      objects: [library],
    },
    want: undefined,
  },
  {
    title: 'a bad name of a template',
    given: { spec: { templates: [{ ...leaf, name: 'a!3' }] } },
    want: `spec.templates[0].name: 'a!3' ${NAME_RULE}`,
  },
  {
    title: 'a template without a name, before the arguments',
    given: { spec: { templates: [leaf, {}], arguments: { parameters: [{ name: 'p' }] } } },
    want: 'spec.templates[1].name is required',
  },
  {
    title: 'an argument without a value, before the entrypoint',
    given: { spec: { entrypoint: '', arguments: { parameters: [{ name: 'p' }] } } },
    want: 'spec.arguments.p.value or spec.arguments.p.valueFrom is required',
  },
  { title: 'no entrypoint', given: { spec: { entrypoint: '' } }, want: 'spec.entrypoint is required' },
  {
    title: 'a hook without an expression, before podGC',
    given: { spec: { hooks: { h: { template: 'leaf' } }, podGC: { strategy: 'X' } } },
    want: 'hooks.h Expression required',
  },
  {
    title: 'an unknown strategy for pods, before templates that nothing calls',
    given: { spec: { podGC: { strategy: 'X' }, templates: [main, { name: 'idle', container: {} }] } },
    want: "podGC.strategy unknown strategy 'X'",
  },
  {
    title: 'an unknown operator in the selector of pods',
    given: { spec: { podGC: { labelSelector: { matchExpressions: [{ key: 'k', operator: 'Has' }] } } } },
    want: 'podGC.labelSelector invalid: "Has" is not a valid label selector operator',
  },
  {
    title: 'a resource that pods as a whole cannot have',
    given: { spec: { podResources: { limits: { 'nvidia.com/gpu': '1' } } } },
    want: 'spec.podResources: "nvidia.com/gpu" is not a valid pod-level resource, only cpu, memory and hugepages-* are supported',
  },
  {
    title: 'a mistake in a template that nothing calls',
    given: { spec: { templates: [main, { name: 'idle', container: {} }] } },
    want: 'templates.idle templates.idle.container.image may not be empty',
  },
  {
    title: 'a label that the workflow has',
    given: labelled('team', { metadata: { labels: { team: 'x' } } }),
    want: undefined,
  },
  {
    title: 'a label that an expression sets',
    given: labelled('team', { spec: { workflowMetadata: { labelsFrom: { team: { expression: '"x"' } } } } }),
    want: undefined,
  },
  {
    title: 'a label that nothing sets',
    given: labelled('team', {}),
    want: 'templates.main: failed to resolve {{workflow.labels.team}}',
  },
  { title: 'a label of Argo', given: labelled('workflows.argoproj.io/phase', {}), want: undefined },
  {
    title: 'the failures, outside the exit handler',
    given: using('{{workflow.failures}}', { onExit: 'leaf' }),
    want: 'templates.main: failed to resolve {{workflow.failures}}',
  },
  {
    title: 'the failures, in the exit handler',
    given: using('{{workflow.failures}}', { entrypoint: 'leaf', onExit: 'main' }),
    want: undefined,
  },
  {
    title: 'all parameters of a workflow without any',
    given: using('{{workflow.parameters}}', {}),
    want: 'templates.main: failed to resolve {{workflow.parameters}}',
  },
  {
    title: 'a priority that is not set',
    given: using('{{workflow.priority}}', {}),
    want: 'templates.main: failed to resolve {{workflow.priority}}',
  },
])('a workflow with $title', ({ given, want }) => {
  expect(problemOf(leaf, given)).toBe(want);
});

function using(tag: string, spec: object): Surroundings {
  return {
    spec: { templates: [{ name: 'main', container: { image: 'busybox', args: [tag] } }, leaf], ...spec },
  };
}

function labelled(label: string, given: Surroundings): Surroundings {
  return { ...given, spec: { ...using(`{{workflow.labels.${label}}}`, {}).spec, ...given.spec } };
}
