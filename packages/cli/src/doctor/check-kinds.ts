import type { Cluster } from '@tiphys/client';
import type { Finding } from './finding.ts';

const check = 'definitions';
const KINDS = ['Workflow', 'WorkflowTemplate', 'CronWorkflow', 'ClusterWorkflowTemplate'];

/** Checks that the kinds of Argo are installed, and says how closely Kubernetes checks their fields. */
export async function checkKinds({ checks }: Cluster): Promise<readonly Finding[]> {
  const installed = await checks.installedKinds();
  if (installed === undefined)
    return [
      { check, level: 'unknown', message: 'The Argo Server does not show which definitions are installed' },
    ];
  const missing = KINDS.filter((kind) => !installed.some((one) => one.kind === kind));
  if (missing.includes('Workflow'))
    return [
      {
        check,
        level: 'problem',
        message: 'Argo is not installed in this cluster: it has no definition of Workflow',
        advice: 'Install Argo Workflows, or choose another context with --context.',
      },
    ];
  const findings: Finding[] = missing.map((kind) => ({
    check,
    level: 'warning',
    message: `The cluster has no definition of ${kind}`,
    advice: `Install the definitions of the same version of Argo, or do without objects of this kind.`,
  }));
  const list = installed.map(({ kind }) => kind).join(', ');
  const schemas = new Set(installed.map(({ schema }) => schema));
  return [{ check, level: 'ok', message: `${describe(schemas)}: ${list}` }, ...findings];
}

function describe(schemas: ReadonlySet<'full' | 'minimal' | undefined>): string {
  if (schemas.size > 1) return 'Definitions of several kinds, full and minimal';
  if (schemas.has('full')) return 'Full definitions, so Kubernetes checks the fields of objects';
  if (schemas.has('minimal'))
    return 'Minimal definitions, so Kubernetes accepts unknown fields (`tiphys lint` does not)';
  return 'Definitions that this user may not read';
}
