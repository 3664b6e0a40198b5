import { type OperationTable, operations } from '@tiphys/models/operations';
import { argoVersions } from '@tiphys/models/versions';
import { expect, test } from 'vitest';

const newest: Readonly<Record<string, OperationTable>> = operations;

/** Clients send the operations of all versions as the newest table says. */
test.for(argoVersions)('the newest operations include those of %s', async (version) => {
  const older: { readonly operations: Readonly<Record<string, OperationTable>> } = await import(
    `../src/${version}/generated/operations/index.ts`
  );
  for (const [name, { query, ...table }] of Object.entries(older.operations)) {
    expect(newest[name], name).toMatchObject(table);
    expect(newest[name]?.query, name).toEqual(expect.arrayContaining([...query]));
  }
});

test('operations are those of all services of the Argo Server', () => {
  const services = new Set(Object.keys(operations).map((name) => name.replace(/_.*/, '')));
  expect([...services].sort()).toEqual([
    'ArchivedWorkflowService',
    'ArtifactService',
    'ClusterWorkflowTemplateService',
    'CronWorkflowService',
    'EventService',
    'EventSourceService',
    'InfoService',
    'SensorService',
    'SyncService',
    'WorkflowService',
    'WorkflowTemplateService',
  ]);
  expect(Object.keys(operations).length).toBeGreaterThanOrEqual(73);
});
