import { quoteGo } from '@tiphys/go';
import type { ArgumentFields, ObjectFields, SpecFields } from '../manifest/fields.ts';
import { findObject } from '../manifest/find-object.ts';

/** Thrown if the object that `workflowTemplateRef` names is missing. */
export class MissingTemplateObject extends Error {}

/**
 * Merges the spec of a workflow over that of the WorkflowTemplate it refers to. Returns the spec itself if it refers to none. See
 * docs/semantics/templates.md#workflowtemplateref.
 *
 * @throws MissingTemplateObject `workflowtemplates.argoproj.io "x" not found`
 */
export function resolveWorkflowTemplateRef(spec: SpecFields, objects: readonly ObjectFields[]): SpecFields {
  const reference = spec.workflowTemplateRef;
  if (!reference) return spec;
  const kind = reference.clusterScope ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
  const object = findObject(objects, kind, reference.name);
  if (!object) {
    throw new MissingTemplateObject(
      `${kind.toLowerCase()}s.argoproj.io ${quoteGo(reference.name)} not found`,
    );
  }
  const under = object.spec ?? {};
  return { ...under, ...spec, arguments: mergeArguments(under.arguments, spec.arguments) };
}

/** Merges arguments. A parameter of the workflow replaces the whole parameter of the template. */
function mergeArguments(under: ArgumentFields | undefined, over: ArgumentFields | undefined): ArgumentFields {
  const merge = <T extends { readonly name: string }>(
    below: readonly T[] = [],
    above: readonly T[] = [],
  ): T[] => [...above, ...below.filter(({ name }) => !above.some((other) => other.name === name))];
  return {
    parameters: merge(under?.parameters, over?.parameters),
    artifacts: merge(under?.artifacts, over?.artifacts),
  };
}
