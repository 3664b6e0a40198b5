import type { TemplateFields } from '../../manifest/fields.ts';
import { SpecProblem } from './spec-problem.ts';
import { isPod, typeOf } from './template-type.ts';

interface NamedContainer {
  readonly name?: string;
}

const RESERVED = /^(?:wait|supervisor|artifact-plugin-.*)$/;

/**
 * Checks the fields of a template that are about its pod: init containers, sidecars, and what Kubernetes assigns to a pod as a whole.
 *
 * @throws SpecProblem `initContainers must all have container name`, for example
 */
export function checkPodFields(template: TemplateFields, label: string): void {
  const { initContainers, sidecars, podResources, resourceClaims } = template as {
    readonly initContainers?: readonly NamedContainer[];
    readonly sidecars?: readonly NamedContainer[];
    readonly podResources?: PodResources;
    readonly resourceClaims?: readonly unknown[];
  };
  if (initContainers?.some(({ name }) => !name))
    throw new SpecProblem('initContainers must all have container name');
  checkContainerNames(sidecars, `${label}.sidecars`);
  const type = typeOf(template);
  if (podResources && (type === 'HTTP' || type === 'Plugin'))
    throw new SpecProblem(`${label}.podResources is not supported for ${type} templates`);
  checkPodResources(podResources, `${label}.podResources`);
  if (resourceClaims?.length && !isPod(template)) {
    throw new SpecProblem(
      `${label}.resourceClaims is not supported for ${type} templates, which do not create a pod`,
    );
  }
}

/**
 * Checks that no container has the name of one of Argo's own.
 *
 * @throws SpecProblem `<place>: "wait" is a reserved Argo container name`
 */
export function checkContainerNames(containers: readonly NamedContainer[] | undefined, place: string): void {
  for (const { name = '' } of containers ?? []) {
    if (RESERVED.test(name)) throw new SpecProblem(`${place}: "${name}" is a reserved Argo container name`);
  }
}

/** The resources of a pod as a whole. */
export interface PodResources {
  readonly claims?: readonly unknown[];
  readonly limits?: Readonly<Record<string, unknown>>;
  readonly requests?: Readonly<Record<string, unknown>>;
}

const POD_RESOURCE = /^(?:cpu|memory|hugepages-.*)$/;

/**
 * Checks the resources of a pod as a whole, of which Kubernetes knows only some.
 *
 * @throws SpecProblem `<place>.claims is not supported for pod-level resources`, for example
 */
export function checkPodResources(resources: PodResources | undefined, place: string): void {
  if (resources?.claims?.length)
    throw new SpecProblem(`${place}.claims is not supported for pod-level resources`);
  for (const name of Object.keys({ ...resources?.requests, ...resources?.limits })) {
    if (POD_RESOURCE.test(name)) continue;
    throw new SpecProblem(
      `${place}: "${name}" is not a valid pod-level resource, only cpu, memory and hugepages-* are supported`,
    );
  }
}
