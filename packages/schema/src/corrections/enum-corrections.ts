import type { Correction } from './correction.ts';

const CONTAINERS = ['Container', 'ContainerNode', 'ScriptTemplate', 'UserContainer'];
const LABEL_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

type EnumRow = readonly [place: string, values: readonly string[]];

/** Fields of Kubernetes with a fixed set of values. The schema and the CRDs allow any string. */
const kubernetesEnums: readonly EnumRow[] = [
  ...CONTAINERS.flatMap((container): readonly EnumRow[] => [
    [`${container}.imagePullPolicy`, ['Always', 'IfNotPresent', 'Never']],
    [`${container}.terminationMessagePolicy`, ['File', 'FallbackToLogsOnError']],
  ]),
  ['AppArmorProfile.type', ['Localhost', 'RuntimeDefault', 'Unconfined']],
  ['ContainerPort.protocol', ['TCP', 'UDP', 'SCTP']],
  ['HTTPGetAction.scheme', ['HTTP', 'HTTPS']],
  ['LabelSelectorRequirement.operator', LABEL_OPERATORS],
  ['NodeSelectorRequirement.operator', [...LABEL_OPERATORS, 'Gt', 'Lt']],
  ['PersistentVolumeClaimSpec.volumeMode', ['Block', 'Filesystem']],
  ['PodSecurityContext.fsGroupChangePolicy', ['Always', 'OnRootMismatch']],
  ['SeccompProfile.type', ['Localhost', 'RuntimeDefault', 'Unconfined']],
  ['SecurityContext.procMount', ['Default', 'Unmasked']],
  ['Toleration.effect', ['', 'NoSchedule', 'PreferNoSchedule', 'NoExecute']],
  ['Toleration.operator', ['', 'Exists', 'Equal']],
  ['WorkflowSpec.dnsPolicy', ['', 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']],
];

/** Fields of Argo with a fixed set of values. The controller rejects others, but the CRDs before 4.0 allow them. */
const ARGO_ENUMS: readonly EnumRow[] = [
  ['VolumeClaimGC.strategy', ['OnWorkflowCompletion', 'OnWorkflowSuccess']],
  ['CronWorkflowSpec.concurrencyPolicy', ['Allow', 'Forbid', 'Replace']],
  ['Gauge.operation', ['Set', 'Add', 'Sub']],
  ['PodGC.strategy', ['', 'OnPodCompletion', 'OnPodSuccess', 'OnWorkflowCompletion', 'OnWorkflowSuccess']],
  ['ResourceTemplate.action', ['get', 'create', 'apply', 'delete', 'replace', 'patch']],
  ['ResourceTemplate.mergeStrategy', ['strategic', 'merge', 'json']],
  ['RetryStrategy.retryPolicy', ['Always', 'OnFailure', 'OnError', 'OnTransientError']],
];

/**
 * Fixed sets of values that neither the schema nor the CRDs have.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
export const enumCorrections: readonly Correction[] = [
  ...rows(kubernetesEnums, 'Kubernetes refuses other values; the schema and the CRDs allow any string.'),
  ...rows(ARGO_ENUMS, 'Argo ignores or refuses other values; the schema and the CRDs allow any string.'),
];

function rows(table: readonly EnumRow[], reason: string): readonly Correction[] {
  return table.map(([place, values]) => {
    const [definition = '', field = ''] = place.split('.');
    return { kind: 'type', definition, field, type: { kind: 'string', enum: values }, reason };
  });
}
