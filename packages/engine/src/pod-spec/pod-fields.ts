import type { PodRequest } from '../contract/executor.ts';

/** Returns the labels of a pod: those of its template, and Argo's. */
export function podLabels({ template, workflowName }: PodRequest): Readonly<Record<string, string>> {
  return {
    'workflows.argoproj.io/completed': 'false',
    'workflows.argoproj.io/workflow': workflowName,
    ...template.metadata?.labels,
  };
}

/** Returns the annotations of a pod: those of its template, and Argo's. */
export function podAnnotations({ nodeId, nodeName, template }: PodRequest): Readonly<Record<string, string>> {
  return {
    'kubectl.kubernetes.io/default-container': 'main',
    'workflows.argoproj.io/node-id': nodeId,
    'workflows.argoproj.io/node-name': nodeName,
    ...template.metadata?.annotations,
  };
}

/**
 * Returns a field of a pod as the downward API gives it; undefined if local runs do not know it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
export function podField(fieldPath: string, request: PodRequest): string | undefined {
  const [, kind, key = ''] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(fieldPath) ?? [];
  if (kind === 'labels') return podLabels(request)[key] ?? '';
  if (kind === 'annotations') return podAnnotations(request)[key] ?? '';
  switch (fieldPath) {
    case 'metadata.labels':
      return listOf(podLabels(request));
    case 'metadata.annotations':
      return listOf(podAnnotations(request));
    case 'metadata.name':
      return request.podName;
    case 'metadata.namespace':
      return request.namespace ?? 'default';
    case 'metadata.uid':
      return request.nodeId;
    case 'spec.nodeName':
      return 'localhost';
    case 'spec.serviceAccountName':
      return request.template.serviceAccountName ?? 'default';
    case 'status.hostIP':
    case 'status.hostIPs':
    case 'status.podIP':
    case 'status.podIPs':
      return '127.0.0.1';
    default:
      return undefined;
  }
}

/** Writes labels or annotations as Kubernetes writes them to files: one `key="value"` a line, sorted. */
function listOf(entries: Readonly<Record<string, string>>): string {
  return Object.keys(entries)
    .sort()
    .map((key) => `${key}=${JSON.stringify(entries[key])}`)
    .join('\n');
}
