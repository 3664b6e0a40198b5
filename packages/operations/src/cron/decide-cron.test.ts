import type { CronWorkflow, CronWorkflowSpec, Workflow } from '@tiphys/models';
import { describe, expect, test } from 'vitest';
import { type CronDecision, decideCron, recordCronRun, recordFailedCronRun } from './decide-cron.ts';

type Changes = Partial<CronWorkflowSpec> & Pick<CronWorkflow, 'status'> & { readonly labels?: object };

/** Returns a CronWorkflow that runs every ten minutes. */
function cronOf({ status, labels, ...spec }: Changes = {} as Changes): CronWorkflow {
  const annotations = { 'cronworkflows.argoproj.io/last-used-schedule': '*/10 * * * *' };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'CronWorkflow',
    metadata: {
      name: 'tick',
      namespace: 'ns',
      uid: 'u',
      annotations,
      ...(labels ? { labels: { ...labels } } : {}),
    },
    spec: { schedules: ['*/10 * * * *'], workflowSpec: { entrypoint: 'main' }, ...spec },
    ...(status === undefined ? {} : { status }),
  };
}

function child(name: string, phase: string, minute = 0): Workflow {
  const finishedAt = `2026-01-01T00:${String(minute).padStart(2, '0')}:00Z`;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name, namespace: 'ns', uid: name, labels: { 'workflows.argoproj.io/cron-workflow': 'tick' } },
    spec: {},
    status: { phase, ...(phase === 'Running' ? {} : { finishedAt }) },
  };
}

const at = (clock: string): Date => new Date(`2026-01-01T${clock}Z`);
const [running, other] = [child('tick-1', 'Running'), child('tick-2', 'Running')];
const active = [running, other].map(({ metadata }) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  name: metadata.name,
  namespace: 'ns',
  uid: metadata.uid,
}));

/** Decides at 12:10:05, having looked at the schedule at 12:09:55 before. */
function decide(cron: CronWorkflow, workflows: readonly Workflow[] = []): CronDecision {
  return decideCron(cron, { now: at('12:10:05'), since: at('12:09:55'), workflows });
}

test('a scheduled time is run', () => {
  const { run, terminate, deleted, checkedUntil, next, skipped } = decide(cronOf());
  expect({ terminate, deleted, skipped }).toEqual({ terminate: [], deleted: [] });
  expect(run?.scheduledAt).toEqual(at('12:10:00'));
  expect(run?.workflow.metadata.name).toBe('tick-1767269400');
  expect(checkedUntil).toEqual(at('12:10:00'));
  expect(next).toEqual(at('12:20:00'));
});

test('every scheduled time of a long period gets its turn', () => {
  const times: string[] = [];
  let since = at('12:00:00');
  for (let { checkedUntil, run } = decideCron(cronOf(), { now: at('12:31:00'), since, workflows: [] }); ; ) {
    if (run !== undefined) times.push(run.workflow.metadata.name ?? '');
    if (checkedUntil >= at('12:31:00')) break;
    since = checkedUntil;
    ({ checkedUntil, run } = decideCron(cronOf(), { now: at('12:31:00'), since, workflows: [] }));
  }
  expect(times).toEqual(['tick-1767269400', 'tick-1767270000', 'tick-1767270600']);
});

test('nothing is due between scheduled times', () => {
  const decision = decideCron(cronOf(), { now: at('12:09:00'), since: at('12:01:00'), workflows: [] });
  expect(decision.run).toBeUndefined();
  expect(decision.checkedUntil).toEqual(at('12:09:00'));
  expect(decision.next).toEqual(at('12:10:00'));
});

test('times of @every follow the last run', () => {
  const cron = cronOf({ schedules: ['@every 7m'], status: { lastScheduledTime: '2026-01-01T12:00:30Z' } });
  const decision = decideCron(cron, { now: at('12:15:00'), since: at('12:10:00'), workflows: [] });
  expect(decision.run?.scheduledAt).toEqual(at('12:14:30'));
  expect(decision.next).toEqual(at('12:21:30'));
});

describe('what keeps a scheduled time from running', () => {
  test.for([
    ['suspend', cronOf({ suspend: true, status: undefined }), 'tick is suspended, skipping execution'],
    [
      'the phase Stopped',
      cronOf({ status: { phase: 'Stopped' } }),
      'CronWorkflow tick is marked as stopped since it achieved the stopping condition',
    ],
    [
      'its stop strategy',
      cronOf({ stopStrategy: { expression: 'cronworkflow.failed >= 3' }, status: { failed: 3 } }),
      'CronWorkflow tick is marked as stopped since it achieved the stopping condition',
    ],
    [
      'its condition',
      cronOf({ when: '{{=cronworkflow.failed < 3}}', status: { failed: 3 } }),
      'the condition `when` of tick is false',
    ],
    [
      'Forbid with an active workflow',
      cronOf({ concurrencyPolicy: 'Forbid', status: { active } }),
      "tick has 'ConcurrencyPolicy: Forbid' and has an active Workflow so it was not run",
    ],
  ] as const)('%s', ([, cron, reason]) => {
    const decision = decide(cron, [running, other]);
    expect(decision.run).toBeUndefined();
    expect(decision.problem).toBeUndefined();
    expect(decision.skipped).toEqual({ scheduledAt: at('12:10:00'), reason });
  });
});

describe('conditions', () => {
  test.for([
    ['', true],
    ['1 < 2', true],
    ['{{=cronworkflow.failed < 3}}', true],
    ['{{=cronworkflow.succeeded}} == 5', true],
    ["'{{cronworkflow.name}}' == 'tick'", true],
    ["'{{cronworkflow.namespace}}' != 'ns'", false],
    // The documented example: wait for half a minute after the last run.
    [
      '{{= cronworkflow.lastScheduledTime == nil || (now() - cronworkflow.lastScheduledTime).Seconds() > 30 }}',
      true,
    ],
    ['{{= (now() - cronworkflow.lastScheduledTime).Seconds() > 3600 }}', false],
  ] as const)('%s: %s', ([when, want]) => {
    const status = { succeeded: 5, lastScheduledTime: '2026-01-01T12:00:00Z' };
    expect(decide(cronOf({ when, status })).run !== undefined).toBe(want);
  });

  test.for([
    ['{{cronworkflow.failed}} < 3', 'failed to resolve {{cronworkflow.failed}} to string'],
    ['{{cronworkflow.nope}}', 'failed to resolve {{cronworkflow.nope}}'],
    ['{{cronworkflow.name}} == tick', "No parameter 'tick' found."],
    ['1 + 1', "Expected boolean evaluation for '1 + 1'. Got 2"],
  ] as const)('an error in %s counts as a failure', ([when, message]) => {
    const { cron, problem, run } = decide(cronOf({ when, status: { failed: 1 } }));
    expect({ problem, run }).toEqual({ problem: `run policy error: ${message}` });
    expect(cron.status?.failed).toBe(2);
    expect(cron.status?.conditions).toEqual([{ type: 'SubmissionError', message: problem, status: 'True' }]);
  });

  test.for([
    ["cronworkflow.name == 'tick'", true],
    ['cronworkflow.succeeded + cronworkflow.failed > 10', false],
    ["cronworkflow.labels.team == 'a' and cronworkflow.annotations.team == 'a'", true],
    ['cronworkflow.lastScheduledTime == nil', true],
  ] as const)('a stop strategy can read %s', ([expression, want]) => {
    const { cron } = decide(
      cronOf({ stopStrategy: { expression }, labels: { team: 'a' }, status: undefined }),
    );
    expect(cron.status?.phase === 'Stopped').toBe(want);
    const completed = cron.metadata.labels?.['workflows.argoproj.io/cron-workflow-completed'];
    expect(completed).toBe(want ? 'true' : undefined);
  });

  test.for(['nope(', 'cronworkflow.failed', "'a' + 1"])('the stop strategy %s is a problem', (expression) => {
    const { cron, problem } = decide(cronOf({ stopStrategy: { expression }, status: undefined }));
    expect(problem).toMatch(
      /^failed to check CronWorkflow 'tick' stopping condition: failed to evaluate stop expression: /,
    );
    expect(cron.status?.conditions?.[0]).toMatchObject({ type: 'SpecError', message: problem });
  });
});

describe('active workflows', () => {
  test('Replace terminates them and runs', () => {
    const { run, terminate } = decide(cronOf({ concurrencyPolicy: 'Replace', status: { active } }), [
      running,
      other,
    ]);
    expect(run).toBeDefined();
    expect(terminate).toEqual(['tick-1', 'tick-2']);
  });

  test('Allow lets them run beside the new one', () => {
    const { run, terminate } = decide(cronOf({ concurrencyPolicy: 'Allow', status: { active } }), [
      running,
      other,
    ]);
    expect(run).toBeDefined();
    expect(terminate).toEqual([]);
  });

  test('those that have ended are counted once, those that are unknown are added, those that are gone are dropped', () => {
    const gone = { ...active[0], name: 'gone', uid: 'gone' };
    const cron = cronOf({ status: { active: [...active, gone], succeeded: 1 } });
    const workflows = [child('tick-1', 'Succeeded'), child('tick-2', 'Error'), child('tick-3', 'Running')];
    const decided = decideCron(cron, { now: at('12:05:00'), since: at('12:04:00'), workflows }).cron;
    expect(decided.status).toMatchObject({ succeeded: 2, failed: 1 });
    expect(decided.status?.active?.map(({ name }) => name)).toEqual(['tick-3']);
    const again = decideCron(decided, { now: at('12:06:00'), since: at('12:05:00'), workflows }).cron;
    expect(again.status).toEqual(decided.status);
  });

  test('a stop strategy counts as soon as a workflow has ended', () => {
    const cron = cronOf({ stopStrategy: { expression: 'cronworkflow.failed >= 1' }, status: { active } });
    const decided = decide(cron, [child('tick-1', 'Failed'), other]);
    expect(decided.cron.status?.phase).toBe('Stopped');
    expect(decided.skipped).toBeUndefined();
    expect(decided.run).toBeUndefined();
  });
});

describe('history', () => {
  const workflows = [
    ...[1, 2, 3, 4, 5].map((minute) => child(`good-${minute}`, 'Succeeded', minute)),
    ...[1, 2, 3].map((minute) => child(`bad-${minute}`, minute === 2 ? 'Error' : 'Failed', minute)),
    { ...child('foreign', 'Failed'), metadata: { name: 'foreign' } },
  ];
  test.for([
    [{}, ['good-2', 'good-1', 'bad-2', 'bad-1']],
    [
      { successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 2 },
      ['good-4', 'good-3', 'good-2', 'good-1', 'bad-1'],
    ],
    [{ successfulJobsHistoryLimit: 9, failedJobsHistoryLimit: 0 }, ['bad-3', 'bad-2', 'bad-1']],
    [{ successfulJobsHistoryLimit: -1, failedJobsHistoryLimit: -1 }, ['good-2', 'good-1', 'bad-2', 'bad-1']],
  ] as const)('%o', ([limits, want]) => {
    expect(decide(cronOf({ ...limits, status: undefined }), workflows).deleted).toEqual(want);
  });
});

describe('missed times', () => {
  const missed = (changes: Changes, since?: Date): Date | undefined => {
    const period = since === undefined ? {} : { since };
    return decideCron(cronOf(changes), { now: at('12:34:00'), workflows: [], ...period }).run?.scheduledAt;
  };
  const status = { lastScheduledTime: '2026-01-01T09:00:00Z' };

  test.for([
    ['the latest one is run after a start', { startingDeadlineSeconds: 600, status }, at('12:30:00')],
    ['none without a deadline', { status }, undefined],
    ['none after the deadline', { startingDeadlineSeconds: 240, status }, undefined],
    ['none before the first run', { startingDeadlineSeconds: 600, status: undefined }, undefined],
    [
      'none after a change of the schedule',
      { schedules: ['*/5 * * * *'], startingDeadlineSeconds: 600, status },
      undefined,
    ],
    ['none while suspended', { startingDeadlineSeconds: 600, suspend: true, status }, undefined],
  ] as const)('%s', ([, changes, want]) => {
    expect(missed(changes)).toEqual(want);
  });

  test('none while the schedule is watched', () => {
    expect(missed({ startingDeadlineSeconds: 600, status }, at('12:33:00'))).toBeUndefined();
  });

  test('under Forbid, the time that an active workflow made the CronWorkflow miss is run after its end', () => {
    const cron = cronOf({
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      status: { ...status, active },
    });
    const situation = { now: at('12:34:00'), since: at('12:33:50') };
    const ended = [child('tick-1', 'Succeeded'), child('tick-2', 'Succeeded')];
    expect(decideCron(cron, { ...situation, workflows: [running, other] }).run).toBeUndefined();
    expect(decideCron(cron, { ...situation, workflows: ended }).run?.scheduledAt).toEqual(at('12:30:00'));
  });
});

describe('problems', () => {
  test.for([
    [{ schedules: [] }, 'cron workflow must have at least one schedule'],
    [{ schedules: ['x'] }, 'cron schedule x is malformed: expected exactly 5 fields, found 1: [x]'],
    [{ timezone: 'Nowhere' }, 'invalid timezone "Nowhere": unknown time zone Nowhere'],
    [{ concurrencyPolicy: 'Maybe' as 'Allow' }, "'Maybe' is not a valid concurrencyPolicy"],
    [{ startingDeadlineSeconds: -1 }, 'startingDeadlineSeconds must be positive'],
  ] as const)('%o', ([changes, problem]) => {
    const decision = decide(cronOf({ ...changes, status: undefined }));
    expect(decision.problem).toBe(problem);
    expect(decision.run).toBeUndefined();
    expect(decision.cron.status?.conditions).toEqual([
      { type: 'SpecError', message: problem, status: 'True' },
    ]);
  });

  test('the workflow can be checked too, and the condition goes once it is fixed', () => {
    const situation = { now: at('12:10:05'), since: at('12:09:55'), workflows: [] };
    const { cron, problem } = decideCron(cronOf(), { ...situation, findProblem: () => 'no entrypoint' });
    expect(problem).toBe('cannot validate Workflow: no entrypoint');
    expect(decideCron(cron, situation).cron.status).toEqual({});
  });
});

test('a run is recorded', () => {
  const { cron, run } = decide(
    cronOf({ schedules: ['*/10 * * * *'], timezone: 'Asia/Tokyo', status: undefined }),
  );
  const created = { ...child('tick-1767269400', ''), kind: 'Workflow' as const };
  const failed = recordFailedCronRun(cron, 'no quota');
  expect(failed.status).toEqual({
    failed: 1,
    conditions: [{ type: 'SubmissionError', message: 'Failed to submit Workflow: no quota', status: 'True' }],
  });
  const recorded = recordCronRun(failed, created, run?.scheduledAt ?? new Date(0));
  expect(recorded.status).toEqual({
    failed: 1,
    phase: 'Active',
    lastScheduledTime: '2026-01-01T12:10:00Z',
    active: [
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Workflow',
        name: 'tick-1767269400',
        namespace: 'ns',
        uid: 'tick-1767269400',
      },
    ],
  });
  expect(recorded.metadata.annotations).toEqual({
    'cronworkflows.argoproj.io/last-used-schedule': 'CRON_TZ=Asia/Tokyo */10 * * * *',
  });
});

test('a decision changes nothing that it is given', () => {
  const cron = cronOf({ stopStrategy: { expression: 'true' }, status: { active } });
  const before = structuredClone(cron);
  decide(cron, [child('tick-1', 'Failed')]);
  expect(cron).toEqual(before);
});
