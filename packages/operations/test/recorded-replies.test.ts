import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CronWorkflow, Workflow } from '@tiphys/models';
import { absence, conformance, isAbsent } from '@tiphys/tools-conformance';
import { expect, test } from 'vitest';
import {
  decideCron,
  OperationError,
  resubmit,
  resume,
  retry,
  selectWorkflows,
  setNode,
  stop,
  suspend,
  terminate,
} from '../src/index.ts';

const now = new Date('2027-01-01T00:00:00Z');
const parameters = [{ name: 'p', value: '1' }];

/** What is done to every workflow. */
const operations: readonly ((workflow: Workflow) => unknown)[] = [
  (workflow) => retry(workflow, { now, parameters }),
  (workflow) => retry(workflow, { now, restartSuccessful: true, nodeFieldSelector: 'phase=Succeeded' }),
  (workflow) => resubmit(workflow, { parameters }),
  (workflow) => resubmit(workflow, { memoized: true, now, suffix: 'abcde' }),
  (workflow) => resume(workflow, { now }),
  (workflow) =>
    setNode(workflow, { now, nodeFieldSelector: 'phase!=x', message: 'm', outputParameters: parameters }),
  (workflow) => suspend(workflow),
  (workflow) => stop(workflow, { now }),
  (workflow) => terminate(workflow),
  (workflow) =>
    selectWorkflows([workflow], { status: ['Failed'], labelSelector: 'a', fieldSelector: 'metadata.name=a' }),
];

/** Returns all objects in the replies of a folder that have the spec of a workflow or of a cron workflow. */
function readObjects(folder: string): readonly (Workflow | CronWorkflow)[] {
  return readdirSync(path.join(conformance, folder)).flatMap((file) => {
    const { response } = JSON.parse(readFileSync(path.join(conformance, folder, file), 'utf8')) as {
      response: { body?: { items?: unknown }; chunks?: readonly string[] };
    };
    const events = (response.chunks ?? []).flatMap((line) => parseEvent(line.replace(/^data: /, '')));
    return [response.body, response.body?.items, events].flat().filter(isRunnable);
  });
}

function parseEvent(line: string): readonly unknown[] {
  try {
    const event = JSON.parse(line) as { object?: unknown; result?: { object?: unknown } };
    return [event.object ?? event.result?.object];
  } catch {
    return [];
  }
}

function isRunnable(value: unknown): value is Workflow | CronWorkflow {
  if (typeof value !== 'object' || value === null || !('spec' in value) || !('metadata' in value))
    return false;
  const spec = value.spec as object;
  return (
    'workflowSpec' in spec || (('templates' in spec || 'workflowTemplateRef' in spec) && 'status' in value)
  );
}

test.skipIf(isAbsent)(`every recorded reply can be worked on or is refused with a code${absence}`, () => {
  const objects = ['server', 'kubernetes'].flatMap(readObjects);
  expect(objects.length).toBeGreaterThan(50);
  for (const object of objects) {
    if ('workflowSpec' in object.spec) {
      const cron = object as CronWorkflow; // it has the spec of one
      expect(decideCron(cron, { now, since: new Date(0), workflows: [] }).checkedUntil).toBeInstanceOf(Date);
      continue;
    }
    for (const operate of operations) {
      try {
        operate(object as Workflow); // it has the spec of one
      } catch (error) {
        expect(error).toBeInstanceOf(OperationError);
      }
    }
  }
});
