import type { PodResult } from '../../../contract/executor.ts';
import type { TemplateFields } from '../../../manifest/fields.ts';
import { hasEnded } from '../../../state/node/node-status.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import type { RunState } from '../../../state/run-state.ts';
import { addChild, createNode, setPhase } from '../../../state/tree/create-node.ts';
import { childrenOf, nodeNamed } from '../../../state/tree/find-node.ts';

/** Adds the nodes of the containers of a container set. See docs/semantics/pods.md#container-set. */
export function addContainerNodes(run: RunState, pod: RunNode, { containerSet }: TemplateFields): void {
  const containers = containerSet?.containers ?? [];
  const { fields } = pod;
  for (const { name } of containers) {
    createNode(run, {
      name: `${fields.name}.${name}`,
      type: 'Container',
      phase: 'Pending',
      boundary: fields.id,
      templateScope: fields.templateScope ?? '',
      templateName: fields.templateName,
      templateRef: fields.templateRef,
      ...fields.nodeFlag,
    });
  }
  for (const { name, dependencies = [] } of containers) {
    const node = nodeNamed(run, `${fields.name}.${name}`);
    if (!node) continue;
    if (dependencies.length === 0) addChild(pod, node);
    for (const dependency of dependencies) {
      const before = nodeNamed(run, `${fields.name}.${dependency}`);
      if (before) addChild(before, node);
    }
  }
}

/** Starts the nodes of the containers of a pod. */
export function startContainerNodes(run: RunState, pod: RunNode): void {
  for (const node of containerNodes(run, pod))
    if (node.fields.phase === 'Pending') setPhase(run, node, 'Running');
}

/** Ends the nodes of the containers of a pod, with a message for those that never ran. */
export function endContainerNodes(
  run: RunState,
  pod: RunNode,
  { containers = {}, phase }: PodResult,
  message?: string,
): void {
  for (const node of containerNodes(run, pod)) {
    if (hasEnded(node.fields.phase)) continue;
    const ended = Object.hasOwn(containers, node.fields.displayName)
      ? containers[node.fields.displayName]
      : undefined;
    setPhase(run, node, ended?.phase ?? phase, ended?.message ?? message);
  }
}

function containerNodes(run: RunState, pod: RunNode): readonly RunNode[] {
  const found = new Set<RunNode>();
  const stack = [...childrenOf(run, pod)];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.fields.type !== 'Container' || found.has(node)) continue;
    found.add(node);
    stack.push(...childrenOf(run, node));
  }
  return [...found];
}
