import type { SubmitSource } from '@tiphys/client';
import { CliError } from '../world/cli-error.ts';

const KINDS: Readonly<Record<string, SubmitSource['kind']>> = {
  wftmpl: 'WorkflowTemplate',
  workflowtemplate: 'WorkflowTemplate',
  workflowtemplates: 'WorkflowTemplate',
  cwft: 'ClusterWorkflowTemplate',
  clusterworkflowtemplate: 'ClusterWorkflowTemplate',
  clusterworkflowtemplates: 'ClusterWorkflowTemplate',
  cronwf: 'CronWorkflow',
  cronworkflow: 'CronWorkflow',
  cronworkflows: 'CronWorkflow',
};

/**
 * Returns the object of the cluster that `--from KIND/NAME` names.
 *
 * @throws CliError `CLI_OPTION_VALUE`
 */
export function readSource(word: string): SubmitSource {
  const [, kind = '', name = ''] = /^([a-z]+)\/(.+)$/i.exec(word) ?? [];
  const found = KINDS[kind.toLowerCase()];
  if (found !== undefined) return { kind: found, name };
  throw new CliError(
    'CLI_OPTION_VALUE',
    `--from takes workflowtemplate/NAME, clusterworkflowtemplate/NAME or cronworkflow/NAME (or wftmpl, cwft, cronwf), not "${word}".`,
  );
}
