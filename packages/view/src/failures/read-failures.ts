import type { NodeStatus, Workflow } from '@tiphys/models';
import { labelOf } from '../node-label.ts';
import { readNodeTrees, type TreeNode } from '../node-tree.ts';

/** A node that failed, or that ended with an error. */
export interface Failure {
  readonly node: NodeStatus;
  /** Its name for people: that in the tree. */
  readonly label: string;
  /** Whether a node above it succeeded all the same, such as a later attempt. */
  readonly isOvercome: boolean;
}

/** Messages that only say that a node below failed. */
const PASSED_ON = /^(?:child '.*' failed|children .* failed|No more retries left)?$/;

/** Most names in a summary. */
const MOST_NAMES = 3;

/**
 * Returns the nodes where a run failed, in the order of their start. Nodes that only failed because of others are left out, and so is the node of the
 * entrypoint if the workflow has the same message.
 */
export function readFailures(workflow: Workflow): readonly Failure[] {
  const found = readNodeTrees(workflow).flatMap((tree) => failuresIn(tree, false));
  const { metadata, status } = workflow;
  const isSaid = ({ name, message = '' }: NodeStatus): boolean =>
    name === metadata.name && message !== '' && message === status?.message && found.length === 1;
  return found
    .filter(({ node }) => node.type === 'Pod' || !isSaid(node))
    .toSorted((a, b) => startOf(a.node) - startOf(b.node));
}

function failuresIn({ node, children }: TreeNode, isOvercome: boolean): readonly Failure[] {
  const succeeded = isOvercome || node.phase === 'Succeeded';
  const below = children.flatMap((child) => failuresIn(child, succeeded));
  if (!hasFailed(node)) return below;
  const { message = '' } = node;
  const isPassedOn =
    below.length > 0 &&
    (PASSED_ON.test(message) || below.some((failure) => failure.node.message === message));
  return isPassedOn ? below : [{ node, label: labelOf(node), isOvercome }, ...below];
}

function hasFailed({ phase }: NodeStatus): boolean {
  return phase === 'Failed' || phase === 'Error';
}

function startOf({ startedAt }: NodeStatus): number {
  const time = Date.parse(startedAt ?? '');
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}

/**
 * Returns the message of a workflow for people. Where Argo gives a failed workflow none, or only the id of a node, it names the nodes that failed:
 * `check failed`, `check, train and 3 more failed`.
 */
export function describeMessage(workflow: Workflow): string {
  const { message = '', phase } = workflow.status ?? {};
  const isFailed = phase === 'Failed' || phase === 'Error';
  if (!isFailed || !PASSED_ON.test(message)) return message;
  const names = readFailures(workflow)
    .filter(({ node, isOvercome }) => !isOvercome && node.name !== workflow.metadata.name)
    .map(({ node, label }) => (node.nodeFlag?.retried === true ? label.replace(/\(\d+\)$/, '') : label));
  const different = [...new Set(names)];
  return different.length === 0 ? message : `${listNames(different)} failed`;
}

function listNames(names: readonly string[]): string {
  const [last = '', ...before] = names.toReversed();
  if (names.length > MOST_NAMES) {
    const shown = names.slice(0, MOST_NAMES - 1);
    return `${shown.join(', ')} and ${names.length - shown.length} more`;
  }
  return before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`;
}
