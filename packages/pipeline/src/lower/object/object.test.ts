import { describe, expect, test } from 'vitest';
import { compile, compileSpec, compileTemplates, tasksOf } from '../../../test/compile.ts';
import { choose, notify, square } from '../../../test/components.ts';
import { type Cron, expr, input, type PipelineOptions, pipeline } from '../../index.ts';

const body = () => ({ y: square({ x: 1 }) });
async function manifestOf(
  options: PipelineOptions,
): Promise<Awaited<ReturnType<typeof compile>>['manifest']> {
  return (await compile(pipeline('p', {}, body, options as object))).manifest;
}

describe('schedules', () => {
  test.for<{ readonly given: (cron: Cron) => boolean; readonly want: string }>([
    { given: (cron) => cron.failed >= 3, want: 'cronworkflow.failed >= 3' },
    {
      given: ({ failed, succeeded }) => failed > succeeded,
      want: 'cronworkflow.failed > cronworkflow.succeeded',
    },
    {
      given: (cron) => cron.lastScheduledAt === null,
      want: 'fromJSON(toJson(cronworkflow.lastScheduledTime)) == nil',
    },
  ])('$want', async ({ given, want }) => {
    expect(await manifestOf({ schedule: { at: ['@daily'], if: given, stopWhen: given } })).toMatchObject({
      spec: { when: `{{=${want}}}`, stopStrategy: { expression: want } },
    });
  });

  test('a condition that is no boolean is an error', async () => {
    const options = { schedule: { at: ['@daily'], stopWhen: ((cron: Cron) => cron.failed) as never } };
    await expect(manifestOf(options)).rejects.toMatchObject({
      message: expect.stringContaining(
        'schedule.stopWhen must be a boolean, but this is a number.',
      ) as string,
      location: { file: import.meta.filename },
    });
  });
});

describe('variables of the run', () => {
  test('are outputs', async () => {
    const given = pipeline('p', {}, (_, run) => {
      notify({ text: run.name }, { name: 'name' });
      notify({ text: run.label('example.com/team') }, { name: 'label' });
      notify(
        { text: expr([run.uid, run.scheduledAt], (uid, at) => `${uid} ${at ?? 'by hand'}`) },
        { name: 'text' },
      );
      square({ x: run.priority }, { name: 'priority' });
    });
    const tasks = tasksOf((await compileTemplates(given)).main);
    expect(tasks.name).toBe('notify(text={{workflow.name}})');
    expect(tasks.label).toContain('{{workflow.labels.example.com/team}}');
    expect(tasks.text).toContain('workflow.uid');
    expect(tasks.text).toContain('workflow.scheduledTime ?? nil');
    expect(tasks.priority).toContain("asInt(workflow.priority ?? '0')");
  });

  test('are known in exit handlers and in pipelines that are parts of others', async () => {
    const part = pipeline('part', {}, (_, run) => {
      notify({ text: run.namespace });
    });
    const given = pipeline(
      'p',
      {},
      () => {
        part();
      },
      {
        onExit: (_, __, run) => {
          notify({ text: run.createdAt });
        },
      },
    );
    const text = JSON.stringify(await compileTemplates(given));
    expect(text).toContain('{{workflow.namespace}}');
    expect(text).toContain('{{workflow.creationTimestamp}}');
  });

  test.for([{ name: '' }, { name: 'a b' }])('a label "$name" is an error', async ({ name }) => {
    const given = pipeline('p', {}, (_, run) => {
      notify({ text: run.label(name) });
    });
    await expect(compile(given)).rejects.toMatchObject({
      message: `run.label(...) takes the name of a label, not "${name}".`,
    });
  });
});

describe('labels', () => {
  test('that depend on inputs are expressions', async () => {
    const given = pipeline(
      'p',
      { team: 'a', sha: input<string>() },
      ({ sha }) => ({ y: choose({ mode: sha as never }) }),
      {
        kind: 'WorkflowTemplate',
        labels: ({ team }) => ({ team, tier: expr([team], (t) => `${t}-x`), fixed: 'yes' }),
      },
    );
    expect((await compile(given)).manifest).toMatchObject({
      metadata: { labels: { fixed: 'yes' } },
      spec: {
        workflowMetadata: {
          labelsFrom: {
            team: { expression: 'workflow.parameters.team' },
            tier: { expression: "workflow.parameters.team + '-x'" },
          },
        },
      },
    });
  });

  test.for<{ readonly labels: unknown }>([
    { labels: { team: undefined, tier: 'a' } },
    { labels: () => ({ team: undefined, tier: 'a' }) },
  ])('that are undefined are omitted: $labels', async ({ labels }) => {
    const { metadata } = await manifestOf({ labels: labels as never });
    expect(metadata?.labels).toEqual({ tier: 'a' });
  });

  test.for<{ readonly labels: (inputs: never) => unknown; readonly says: string }>([
    { labels: () => 'x', says: 'must return an object such as { team: inputs.team }, not "x".' },
    {
      labels: () => ({ team: square({ x: 1 }) }),
      says: 'adds a task, but labels are set before the first task',
    },
    {
      labels: ({ n }: { n: never }) => ({ team: n }),
      says: '"labels.team" of the pipeline p must be a string, but the output is a number.',
    },
    {
      labels: () => ({ team: 'a b' }),
      says: '"labels.team" of the pipeline p must be a string of at most 63',
    },
    { labels: () => ({ 'a b': 'x' }), says: 'has the key "a b"' },
    { labels: () => ({ team: null }), says: 'at both ends, not null.' },
    { labels: () => ({ team: new Date(0) }), says: 'at both ends, not an instance of Date.' },
    { labels: () => ({ team: { a: 1 } }), says: 'at both ends, not an object.' },
    { labels: () => ({ team: 1 }), says: "Write '1'." },
  ])('$says', async ({ labels, says }) => {
    const given = pipeline('p', { n: 1 }, body, { labels: labels as never });
    await expect(compile(given)).rejects.toMatchObject({
      code: 'PIPELINE_INVALID_OPTION',
      message: expect.stringContaining(says) as string,
      location: { file: import.meta.filename },
    });
  });
});

describe('the last word', () => {
  test('changes the workflow, of each kind', async () => {
    const transform: PipelineOptions['transform'] = (workflow) => ({
      ...workflow,
      metadata: { ...workflow.metadata, labels: { a: 'b' } },
      spec: { ...workflow.spec, priority: 5 },
    });
    expect(await manifestOf({ transform })).toMatchObject({
      metadata: { labels: { a: 'b' } },
      spec: { priority: 5 },
    });
    expect(await manifestOf({ transform, schedule: { at: ['@daily'] } })).toMatchObject({
      kind: 'CronWorkflow',
      metadata: { name: 'p', labels: { a: 'b' } },
      spec: { schedules: ['@daily'], workflowSpec: { priority: 5 } },
    });
  });

  test.for<{
    readonly transform: (workflow: never) => unknown;
    readonly says: string;
    readonly code?: string;
  }>([
    { transform: () => undefined, says: 'must return the workflow with its metadata and spec' },
    { transform: async () => ({}), says: 'must return the workflow' },
    {
      transform: () => {
        throw new Error('no luck');
      },
      says: 'threw an exception',
    },
    {
      transform: () => ({ metadata: {}, spec: { entryPoint: 'main' } }),
      says: '"spec" of what "transform" of the pipeline p returned has no field "entryPoint". Did you mean "entrypoint"?',
      code: 'PIPELINE_UNKNOWN_OPTION',
    },
    {
      transform: () => ({ metadata: { labels: { a: 1 } }, spec: {} }),
      says: 'must be a string, not 1.',
      code: 'PIPELINE_INVALID_OPTION',
    },
  ])('$says', async ({ transform, says, code = 'PIPELINE_TRANSFORM_FAILED' }) => {
    await expect(manifestOf({ transform: transform as never })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(says) as string,
      location: { file: import.meta.filename },
    });
  });
});

describe('kinds and titles', () => {
  test('a ClusterWorkflowTemplate has a name, and no namespace', async () => {
    expect(await manifestOf({ kind: 'ClusterWorkflowTemplate', title: 'Squares' })).toMatchObject({
      kind: 'ClusterWorkflowTemplate',
      metadata: { name: 'p', annotations: { 'workflows.argoproj.io/title': 'Squares' } },
    });
    expect(() => pipeline('p', {}, body, { kind: 'ClusterWorkflowTemplate', namespace: 'n' })).toThrow(
      '"namespace" of the pipeline p has no effect, because a ClusterWorkflowTemplate has none. Remove it.',
    );
  });

  test('metadata of runs is kept beside labels that are computed', async () => {
    const given = pipeline('p', { team: 'a' }, body, {
      labels: ({ team }) => ({ team }),
      spec: { workflowMetadata: { annotations: { a: 'b' } } },
    });
    expect((await compileSpec(given)).workflowMetadata).toEqual({
      annotations: { a: 'b' },
      labelsFrom: { team: { expression: 'workflow.parameters.team' } },
    });
  });
});
