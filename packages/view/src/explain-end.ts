import type { NodeStatus, Template, Workflow } from '@tiphys/models';

/**
 * Returns why a node ended as it did, where its message does not say it: which time was exceeded, or what an exit code means. Undefined if there is
 * nothing to add.
 *
 * @param template the template of the node, if it is known
 */
export function explainEnd(
  node: NodeStatus,
  template: Template | undefined,
  { spec }: Workflow,
): string | undefined {
  const { message = '' } = node;
  if (message.startsWith('Pod was active on the node longer than')) return exceededTime(template, spec);
  if (message === 'Step exceeded its deadline') return ofWorkflow(spec);
  if (message.includes('OOMKilled')) return exceededMemory(template);
  const [, code] = /\(exit code (\d+)\)$/.exec(message) ?? [];
  return code === undefined ? undefined : EXIT_CODES[code];
}

const EXIT_CODES: Readonly<Record<string, string>> = {
  126: 'The command cannot be executed.',
  127: 'The command was not found.',
  137: 'It was killed (SIGKILL, 128 + 9): by the system when memory ran out, or by a program.',
  139: 'It used memory that it does not have (SIGSEGV, 128 + 11).',
  143: 'It was asked to end (SIGTERM, 128 + 15): because the run was stopped, or by a program.',
};

function exceededTime(template: Template | undefined, spec: Workflow['spec']): string | undefined {
  const { activeDeadlineSeconds, timeout } = template ?? {};
  if (activeDeadlineSeconds !== undefined)
    return `It ran longer than the activeDeadlineSeconds of its template: ${activeDeadlineSeconds}.`;
  if (timeout) return `It took longer than the timeout of its template: ${timeout}.`;
  return ofWorkflow(spec);
}

function ofWorkflow(spec: Workflow['spec']): string | undefined {
  const seconds = spec?.activeDeadlineSeconds;
  return seconds === undefined
    ? undefined
    : `The workflow ran longer than its activeDeadlineSeconds: ${seconds}.`;
}

function exceededMemory(template: Template | undefined): string {
  const limit = (template?.container ?? template?.script)?.resources?.limits?.memory;
  const known = limit === undefined ? '' : ` of ${limit}`;
  return `It used more memory than its limit${known}. Raise resources.limits.memory.`;
}
