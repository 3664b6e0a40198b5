import type { Workflow } from '@tiphys/models';
import fc from 'fast-check';

/** Returns a call of a later template in the list, so that there is no recursion. */
const call = fc.record({
  callee: fc.nat(),
  when: fc.constantFrom(undefined, undefined, 'true', 'false', '{{inputs.parameters.x}} == d'),
  items: fc.constantFrom(undefined, undefined, undefined, '[]', '[1]', '["a","b"]'),
  exit: fc.constantFrom(undefined, undefined, {}, { expression: 'true' }, { expression: 'false' }),
  hook: fc.constantFrom(undefined, undefined, undefined, 'true', 'false', 'workflow.status == "Running"'),
  goesOn: fc.boolean(),
});
const template = fc.record({
  kind: fc.constantFrom('steps', 'dag', 'leaf'),
  groups: fc.array(fc.array(call, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
  retries: fc.constantFrom(undefined, undefined, '0', '1'),
  parallelism: fc.constantFrom(undefined, undefined, 1, 2),
});
/** How a pod ends. */
export type PodPhase = 'Succeeded' | 'Failed' | 'Error';

/** Generates ends of pods, most of them successes. */
export const podPhases: fc.Arbitrary<readonly PodPhase[]> = fc.array(
  fc.constantFrom<PodPhase[]>('Succeeded', 'Succeeded', 'Failed', 'Error'),
  { minLength: 1 },
);

type RandomCall = typeof call extends fc.Arbitrary<infer T> ? T : never;
type RandomTemplate = typeof template extends fc.Arbitrary<infer T> ? T : never;

function callFields(random: RandomCall, name: string, callees: readonly string[]): object {
  const callee = callees[random.callee % callees.length];
  const hooks = {
    ...(random.exit && { exit: { template: callee, ...random.exit } }),
    ...(random.hook && { h: { template: callee, expression: random.hook } }),
  };
  return {
    name,
    template: callee,
    ...(random.when && { when: random.when }),
    ...(random.items && { withParam: random.items }),
    ...(Object.keys(hooks).length > 0 && { hooks }),
  };
}

function templateFields(random: RandomTemplate, index: number, count: number): object {
  const callees = Array.from({ length: count - index - 1 }, (_, offset) => `t${index + offset + 1}`);
  const shared = {
    name: `t${index}`,
    inputs: { parameters: [{ name: 'x', default: 'd' }] },
    ...(random.retries && { retryStrategy: { limit: random.retries } }),
  };
  if (random.kind === 'leaf' || callees.length === 0) {
    return { ...shared, container: { image: 'busybox', command: ['true'] } };
  }
  const limit = random.parallelism && { parallelism: random.parallelism };
  if (random.kind === 'steps') {
    const steps = random.groups.map((group, row) =>
      group.map((each, column) => ({
        ...callFields(each, `s${row}x${column}`, callees),
        ...(each.goesOn && { continueOn: { failed: true } }),
      })),
    );
    return { ...shared, ...limit, steps };
  }
  const tasks = random.groups.flat().map((each, position) => ({
    ...callFields(each, `k${position}`, callees),
    ...(position > 0 && {
      depends: each.goesOn ? `k${position - 1} || k${position - 1}.Failed` : `k${position - 1}`,
    }),
  }));
  return { ...shared, ...limit, dag: { tasks } };
}

/** Generates workflows of steps, dags, loops, conditions, retries, hooks and limits, without recursion. */
export const randomWorkflow: fc.Arbitrary<Workflow> = fc
  .record({
    templates: fc.array(template, { minLength: 1, maxLength: 4 }),
    parallelism: fc.constantFrom(undefined, 1, 3),
    onExit: fc.boolean(),
  })
  .map(
    ({ templates, parallelism, onExit }) =>
      // Its templates are those of Argo, but their types are too wide for the models.
      ({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Workflow',
        metadata: { name: 'wf' },
        spec: {
          entrypoint: 't0',
          ...(onExit && { onExit: `t${templates.length - 1}` }),
          ...(parallelism && { parallelism }),
          templates: templates.map((each, index) => templateFields(each, index, templates.length)),
        },
      }) as Workflow,
  );
