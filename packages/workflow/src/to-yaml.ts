import { convertForTarget } from '@tiphys/convert';
import type { ArgoObject, KubernetesObject, VersionedObject } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/tables';
import { writeYaml } from '@tiphys/yaml';

type Writable = ArgoObject | VersionedObject | KubernetesObject;

/** The options of {@link toYaml}. */
export interface ToYamlOptions {
  /**
   * Spaces per level.
   *
   * @default 2
   */
  readonly indent?: number;
  /**
   * The version of Argo that the text is for: fields of other versions are converted.
   *
   * @default none: every field stays as it is
   */
  readonly target?: ArgoVersion;
}

/**
 * Returns objects as YAML, one document each: keys in the order of Argo's documentation, strings quoted so that
 * readers of YAML 1.1, YAML 1.2 and Go agree on them, no anchors.
 *
 * @throws {@link WorkflowError} `YAML_UNWRITABLE` if a value cannot be expressed in JSON, or contains itself;
 * `CONVERT_TARGET` if a field cannot be expressed in the target version.
 * @example
 * ```ts
 * const nightly = cronWorkflow({
 *   metadata: { name: 'nightly' },
 *   spec: { schedules: ['0 3 * * *'], workflowSpec: { workflowTemplateRef: { name: 'backup' } } },
 * });
 * const text = toYaml(nightly);
 * const older = toYaml(nightly, { target: 'v3.5' }); // with `schedule` instead of `schedules`
 * ```
 */
export function toYaml(objects: Writable | readonly Writable[], options: ToYamlOptions = {}): string {
  const { target, ...style } = options;
  const list: readonly Writable[] = Array.isArray(objects) ? objects : [objects];
  const written = target === undefined ? list : list.map((object) => convertForTarget(object, target));
  return writeYaml(written, style);
}
