import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import type { ApiRequest, Transport } from '../transport/transport.ts';

/** Returns a small workflow for requests that only check whether it could be created. */
export function trialWorkflow(namespace: string): unknown {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { generateName: 'tiphys-doctor-', namespace },
    spec: { entrypoint: 'main', templates: [{ name: 'main', suspend: {} }] },
  };
}

/** Tells whether an error says that a namespace does not exist. */
export function isNamespaceMissing(error: unknown, namespace: string): boolean {
  return (
    error instanceof ClientError &&
    error.code === 'CLIENT_NOT_FOUND' &&
    (error.serverMessage ?? '').includes(`namespaces "${namespace}" not found`)
  );
}

/** Tells whether a namespace exists, by a request that would create something there; undefined if it is refused for another reason. */
export async function tryNamespace(
  transport: Transport,
  request: ApiRequest,
  { namespace, call }: { readonly namespace: string; readonly call: CallOptions | undefined },
): Promise<boolean | undefined> {
  try {
    await transport.json(request, call);
    return true;
  } catch (error) {
    if (isNamespaceMissing(error, namespace)) return false;
    if (error instanceof ClientError && UNTOLD.has(error.code)) return undefined;
    throw error;
  }
}

/** The server answered, but about something else. */
const UNTOLD: ReadonlySet<string> = new Set([
  'CLIENT_FORBIDDEN',
  'CLIENT_INVALID',
  'CLIENT_NOT_FOUND',
  'CLIENT_NOT_OFFERED',
  'CLIENT_SERVER',
]);
