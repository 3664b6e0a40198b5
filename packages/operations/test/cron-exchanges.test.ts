import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CronWorkflow, Workflow } from '@tiphys/models';
import { absence, conformance, isAbsent } from '@tiphys/tools-conformance';
import { describe, expect, test } from 'vitest';
import { findCronProblem, resumeCron, suspendCron, workflowFromCron } from '../src/index.ts';

interface Exchange<Body> {
  readonly request: { readonly body: { readonly cronWorkflow: CronWorkflow } };
  readonly response: { readonly body: Body };
}

function readExchange<Body>(name: string): Exchange<Body> {
  const folder = path.join(conformance, 'server');
  const file = readdirSync(folder).find((candidate) => candidate.endsWith(`-${name}.json`)) ?? `${name}.json`;
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Exchange<Body>;
}

/** The CronWorkflow as the server stored it. */
function storedCron(name: string): CronWorkflow {
  const { metadata, spec } = readExchange<CronWorkflow>(name).response.body;
  const { uid, namespace, name: ownName } = metadata;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'CronWorkflow',
    metadata: {
      ...(uid ? { uid } : {}),
      ...(namespace ? { namespace } : {}),
      ...(ownName ? { name: ownName } : {}),
    },
    spec,
  };
}

describe.skipIf(isAbsent)(`cron workflows of the real server${absence}`, () => {
  test('are suspended and resumed in the same way', () => {
    const created = storedCron('cron-create');
    expect(suspendCron(created)).toEqual(storedCron('cron-suspend'));
    expect(resumeCron(suspendCron(created))).toEqual(storedCron('cron-resume'));
  });

  test('make the same workflow', () => {
    const { metadata, spec } = readExchange<Workflow>('cron-submit').response.body;
    const time = new Date(metadata.creationTimestamp ?? '');
    const given = workflowFromCron(storedCron('cron-create'), time);
    expect(metadata).toMatchObject(given.metadata);
    expect(spec).toEqual(given.spec);
  });

  test('have the same problems', () => {
    const { request, response } = readExchange<{ message: string }>('cron-create-bad-schedule');
    expect(findCronProblem(request.body.cronWorkflow)).toBe(response.body.message);
  });
});
