import type { TemplateFields } from '../../../manifest/fields.ts';
import { checkCallNames } from '../check-names.ts';
import { checkContainerNames } from '../check-pod-fields.ts';
import { SpecProblem } from '../spec-problem.ts';

type ContainerSet = NonNullable<TemplateFields['containerSet']>;
type Containers = NonNullable<ContainerSet['containers']>;

/**
 * Checks a container set, if the template is one. See docs/semantics/validation.md#container-set.
 *
 * @throws SpecProblem `templates.T.containerSet.containers must have at least one container`, for example
 */
export function checkContainerSet(template: TemplateFields, label: string): void {
  const { containerSet } = template;
  if (!containerSet) return;
  const place = `${label}.containerSet`;
  const containers = containerSet.containers ?? [];
  if (containers.length === 0) throw new SpecProblem(`${place}.containers must have at least one container`);
  checkCallNames(containers, `${place}.containers`);
  checkContainerNames(containers, `${place}.containers`);
  checkMounts(containerSet, place);
  checkDependencies(containers, place);
  checkMain(template, containers, place);
}

function checkMounts(containerSet: ContainerSet, place: string): void {
  const { volumeMounts } = containerSet as {
    readonly volumeMounts?: readonly { readonly name?: string; readonly mountPath?: string }[];
  };
  const taken = new Map<string, string>();
  for (const [index, { name = '', mountPath = '' }] of (volumeMounts ?? []).entries()) {
    const other = taken.get(mountPath);
    if (other !== undefined) {
      throw new SpecProblem(
        `${place}.volumeMounts[${index}].mountPath '${mountPath}' already mounted in ${other}`,
      );
    }
    taken.set(mountPath, `volumeMounts.${name}`);
  }
}

function checkDependencies(containers: Containers, place: string): void {
  const graph = new Map(containers.map(({ name = '', dependencies = [] }) => [name, dependencies]));
  for (const [name, dependencies] of graph) {
    for (const dependency of dependencies) {
      if (!graph.has(dependency))
        throw new SpecProblem(`${place}.containers.${name} dependency '${dependency}' not defined`);
    }
  }
  const cycle = findCycle(graph);
  if (cycle) throw new SpecProblem(`${place}.containers dependency cycle detected: ${cycle.join('->')}`);
}

/** Returns the first cycle, with its first name at the end again. The names before it show how it is reached. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): readonly string[] | undefined => {
    if (done.has(name)) return undefined;
    if (way.includes(name)) return [...way, name];
    for (const dependency of graph.get(name) ?? []) {
      const cycle = visit(dependency, [...way, name]);
      if (cycle) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of graph.keys()) {
    const cycle = visit(name, []);
    if (cycle) return cycle;
  }
  return undefined;
}

function checkMain({ inputs, outputs }: TemplateFields, containers: Containers, place: string): void {
  const ports = [inputs?.artifacts, outputs?.parameters, outputs?.artifacts];
  if (!ports.some((list) => list?.length) || containers.some(({ name }) => name === 'main')) return;
  throw new SpecProblem(`${place}.containers must have a container named "main" for input or output`);
}
