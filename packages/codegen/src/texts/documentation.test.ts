import { expect, test } from 'vitest';
import { objectOf } from '../../test/small-definitions.ts';
import { documentDefinition } from './documentation.ts';

const argo = 'io.argoproj.workflow.v1alpha1';
const reference = 'https://argo-workflows.readthedocs.io/en/latest';

test.for([
  { origin: `${argo}.DAGTask`, want: `${reference}/fields/#dagtask` },
  { origin: `${argo}.ParallelSteps`, want: `${reference}/fields/#workflowstep` },
  { origin: `${argo}.ClusterWorkflowTemplate`, want: `${reference}/cluster-workflow-templates/` },
  { origin: `${argo}.HTTPHeader`, want: `${reference}/fields/#httpheader` },
  { origin: 'io.k8s.api.core.v1.HTTPHeader', want: `${reference}/fields/#httpheader_1` },
  { origin: '', want: `${reference}/fields/#thing` },
])('$origin is described at $want', ({ origin, want }) => {
  expect(documentDefinition('Thing', { ...objectOf([]), origin }, {})).toBe(`@see ${want}`);
});
