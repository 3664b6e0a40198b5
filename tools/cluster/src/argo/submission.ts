import type { CronWorkflow } from '@tiphys/models';
import { parseParameters, workflowFromCron } from '@tiphys/operations';
import { ApiProblem } from '../state/api-problem.ts';
import type { ClusterObject } from '../state/cluster-object.ts';
import type { Call } from './call.ts';

interface SubmitOptions {
  readonly name?: string;
  readonly generateName?: string;
  readonly entryPoint?: string;
  readonly parameters?: readonly string[];
  readonly labels?: string;
  readonly annotations?: string;
  readonly serviceAccount?: string;
  readonly priority?: number;
}

const KINDS: Readonly<Record<string, string>> = {
  workflowtemplate: 'WorkflowTemplate',
  wftmpl: 'WorkflowTemplate',
  clusterworkflowtemplate: 'ClusterWorkflowTemplate',
  cwft: 'ClusterWorkflowTemplate',
  cronworkflow: 'CronWorkflow',
  cronwf: 'CronWorkflow',
};

/** Returns the workflow that a request to submit from an object asks for. */
export function workflowOfSubmission({ state, params, body }: Call): ClusterObject {
  const given = String(body.resourceKind ?? '');
  const kind = KINDS[given.toLowerCase()];
  if (kind === undefined)
    throw new ApiProblem('BadRequest', `Resource kind '${given}' is not supported for submitting`);
  const { namespace = '' } = params;
  const name = String(body.resourceName ?? '');
  const source = state.objects.get({
    kind,
    namespace: kind === 'ClusterWorkflowTemplate' ? '' : namespace,
    name,
  });
  // The fields of the request are the server's own.
  const options = (body.submitOptions ?? {}) as SubmitOptions;
  const workflow =
    kind === 'CronWorkflow'
      ? (workflowFromCron(source as unknown as CronWorkflow, new Date()) as unknown as ClusterObject)
      : fromTemplate(source);
  return withOptions(workflow, namespace, options);
}

function fromTemplate({ kind, metadata }: ClusterObject): ClusterObject {
  const { name = '' } = metadata;
  const isCluster = kind === 'ClusterWorkflowTemplate';
  const label = isCluster ? 'cluster-workflow-template' : 'workflow-template';
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { generateName: `${name}-`, labels: { [`workflows.argoproj.io/${label}`]: name } },
    spec: { arguments: {}, workflowTemplateRef: { name, ...(isCluster && { clusterScope: true }) } },
  };
}

function withOptions(workflow: ClusterObject, namespace: string, options: SubmitOptions): ClusterObject {
  const { name, generateName, labels = '', annotations = '' } = options;
  const { entryPoint, serviceAccount, priority, parameters = [] } = options;
  const spec = workflow.spec as Readonly<Record<string, unknown>>;
  const values = parseParameters(parameters);
  const given = (spec.arguments ?? {}) as { readonly parameters?: readonly { readonly name?: string }[] };
  // As in Argo, values that are not passed stay, after those that are.
  const others = (given.parameters ?? []).filter((one) => !values.some(({ name }) => name === one.name));
  return {
    ...workflow,
    metadata: {
      ...workflow.metadata,
      namespace,
      ...(name && { name }),
      ...(generateName && { generateName }),
      labels: { ...workflow.metadata.labels, ...pairsOf(labels) },
      annotations: { ...workflow.metadata.annotations, ...pairsOf(annotations) },
    },
    spec: {
      ...spec,
      ...(entryPoint && { entrypoint: entryPoint }),
      ...(serviceAccount && { serviceAccountName: serviceAccount }),
      ...(priority !== undefined && { priority }),
      ...(values.length > 0 && { arguments: { ...given, parameters: [...values, ...others] } }),
    },
  };
}

function pairsOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .split(',')
      .filter((pair) => pair.includes('='))
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}
