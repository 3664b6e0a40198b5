const IGNORED = 'The server ignores it.';
const USE_CSI = 'Kubernetes no longer supports it; use `csi`.';

/** What to use instead of a deprecated field. */
const ADVICE: Readonly<Record<string, string>> = {
  'CronWorkflowSpec.schedule': 'Use `schedules`.',
  'Synchronization.mutex': 'Use `mutexes`.',
  'Synchronization.semaphore': 'Use `semaphores`.',
  'DAGTask.onExit': 'Use `hooks.exit`.',
  'WorkflowStep.onExit': 'Use `hooks.exit`.',
  'S3ArtifactRepository.keyPrefix': 'Use `keyFormat`.',
  'WorkflowSpec.podPriority': 'Use `podPriorityClassName`.',
  'ObjectMeta.selfLink': 'Kubernetes no longer fills it.',
  'LifecycleHandler.tcpSocket': 'Kubernetes ignores it; use `exec` or `httpGet`.',
  'FlockerVolumeSource.datasetName': 'Use `datasetUUID`.',
  'WorkflowTemplateUpdateRequest.name': IGNORED,
  'ClusterWorkflowTemplateUpdateRequest.name': IGNORED,
  'UpdateCronWorkflowRequest.name': IGNORED,
  'Volume.gitRepo': 'Clone into an `emptyDir` with an init container.',
};

/** Returns what to use instead of a field whose description says that it is deprecated. */
export function findDeprecation(place: string, description: string): string | undefined {
  if (!/\bdeprecated\b/i.test(description)) return undefined;
  return ADVICE[place] ?? (place.startsWith('Volume.') ? USE_CSI : 'Argo or Kubernetes may drop it.');
}
