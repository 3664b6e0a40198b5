import { ClientError } from '../../contract/client-error.ts';
import type { SubmitFromOptions, SubmitSource } from '../../contract/cluster.ts';

const KINDS: ReadonlySet<string> = new Set<SubmitSource['kind']>([
  'WorkflowTemplate',
  'ClusterWorkflowTemplate',
  'CronWorkflow',
]);

/**
 * Returns the request to start a workflow from an object.
 *
 * @throws ClientError `CLIENT_ARGUMENT` for another kind, `CLIENT_NOT_OFFERED` for a label or an annotation that the request cannot hold
 */
export function submissionOf({ kind, name }: SubmitSource, options: SubmitFromOptions): object {
  if (!KINDS.has(kind))
    throw new ClientError(
      'CLIENT_ARGUMENT',
      `A workflow cannot be started from a ${JSON.stringify(kind)}, but from a ${[...KINDS].join(', ')}.`,
    );
  const { parameters, labels, annotations, entrypoint, serviceAccount, serverDryRun } = options;
  return {
    resourceKind: kind,
    resourceName: name,
    submitOptions: {
      ...(serverDryRun === true && { serverDryRun }),
      ...(options.name !== undefined && { name: options.name }),
      ...(options.generateName !== undefined && { generateName: options.generateName }),
      ...(entrypoint !== undefined && { entryPoint: entrypoint }),
      ...(parameters !== undefined && { parameters: parameterTexts(parameters) }),
      ...(labels !== undefined && { labels: pairs('label', labels) }),
      ...(annotations !== undefined && { annotations: pairs('annotation', annotations) }),
      ...(serviceAccount !== undefined && { serviceAccount }),
      ...(options.priority !== undefined && { priority: options.priority }),
    },
  };
}

/** Returns values of parameters as the server reads them: `name=value`. */
export function parameterTexts(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${value}`);
}

/** The server splits the text at commas, and each part at its first equals sign. */
function pairs(what: string, values: Readonly<Record<string, string>>): string {
  const texts = Object.entries(values).map(([name, value]) => {
    if (!name.includes('=') && !`${name}${value}`.includes(',')) return `${name}=${value}`;
    throw new ClientError(
      'CLIENT_NOT_OFFERED',
      `The Argo Server cannot take the ${what} ${name}: its value has a comma. Use the Kubernetes API: --kube.`,
    );
  });
  return texts.join(',');
}
