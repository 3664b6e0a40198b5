import { ClientError } from '../../contract/client-error.ts';
import {
  ARGO_VERSION,
  CLUSTER_WORKFLOW_TEMPLATES,
  CRON_WORKFLOWS,
  type ObjectApi,
  WORKFLOW_TEMPLATES,
} from '../objects/object-api.ts';

const APIS: readonly ObjectApi[] = [WORKFLOW_TEMPLATES, CLUSTER_WORKFLOW_TEMPLATES, CRON_WORKFLOWS];

/**
 * Returns how the Argo Server offers a kind.
 *
 * @throws ClientError `CLIENT_NOT_OFFERED` if it does not
 */
export function findApi({
  apiVersion,
  kind,
}: {
  readonly apiVersion: string;
  readonly kind: string;
}): ObjectApi {
  const found = APIS.find((api) => api.kind === kind && apiVersion === ARGO_VERSION);
  if (found !== undefined) return found;
  throw new ClientError(
    'CLIENT_NOT_OFFERED',
    `The Argo Server does not store a ${kind} of ${apiVersion}. Use the Kubernetes API (--kube), or write the object to a file and apply that with kubectl.`,
  );
}
