import { quoteGo } from '@tiphys/go';
import type { TemplateFields } from '../manifest/fields.ts';
import type { Run } from '../run/run.ts';

const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/**
 * Refuses what Kubernetes would refuse when the pod is made.
 *
 * @throws Error `volume 'x' not found in workflow spec`, `Pod "x" is invalid: ...`
 */
export function checkPod(run: Run, template: TemplateFields, podName: string): void {
  checkVolumes(run, template);
  for (const value of Object.values(template.metadata?.labels ?? {})) {
    if (value.length <= 63 && labelValue.test(value)) continue;
    throw new Error(
      `Pod ${quoteGo(podName)} is invalid: metadata.labels: Invalid value: ${quoteGo(value)}: a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
    );
  }
}

function checkVolumes(run: Run, template: TemplateFields): void {
  const claims = run.spec.volumeClaimTemplates ?? [];
  const names = new Set([
    ...(run.spec.volumes ?? []).map(({ name }) => name),
    ...(template.volumes ?? []).map(({ name }) => name),
    ...claims.map(({ metadata }) => metadata?.name ?? ''),
  ]);
  for (const { name } of (template.container ?? template.script)?.volumeMounts ?? []) {
    if (!names.has(name)) throw new Error(`volume '${name}' not found in workflow spec`);
  }
}
