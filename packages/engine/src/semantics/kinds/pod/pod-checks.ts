import { quoteGo } from '@tiphys/go';
import type { TemplateFields } from '../../../manifest/fields.ts';
import { findLabelValueProblem } from '../../../manifest/kubernetes-names.ts';
import type { RunState } from '../../../state/run-state.ts';

/**
 * Checks what Kubernetes would check when the pod is created.
 *
 * @throws Error `volume 'x' not found in workflow spec`, `Pod "x" is invalid: ...`
 */
export function checkPod(run: RunState, template: TemplateFields, podName: string): void {
  checkVolumes(run, template);
  for (const value of Object.values(template.metadata?.labels ?? {})) {
    const problem = findLabelValueProblem(value);
    if (problem === undefined) continue;
    throw new Error(
      `Pod ${quoteGo(podName)} is invalid: metadata.labels: Invalid value: ${quoteGo(value)}: ${problem}`,
    );
  }
}

function checkVolumes(run: RunState, template: TemplateFields): void {
  const claims = run.spec.volumeClaimTemplates ?? [];
  const names = new Set([
    ...(run.spec.volumes ?? []).map(({ name }) => name),
    ...(template.volumes ?? []).map(({ name }) => name),
    ...claims.map(({ metadata }) => metadata?.name ?? ''),
  ]);
  const containers = [
    template.container,
    template.script,
    ...(template.containerSet?.containers ?? []),
    ...(template.initContainers ?? []),
    ...(template.sidecars ?? []),
  ];
  for (const { name } of containers.flatMap((container) => container?.volumeMounts ?? [])) {
    if (!names.has(name)) throw new Error(`volume '${name}' not found in workflow spec`);
  }
}
