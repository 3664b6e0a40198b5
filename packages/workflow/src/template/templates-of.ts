import type { TemplateHandle } from '../reference/template-handle.ts';
import type { Model } from '../target/target-models.ts';
import { WorkflowError } from '../target/workflow-error.ts';

type Template = Model<'Template'>;

/**
 * Returns the templates of a spec that is written as a literal: the given ones in order, then those that they
 * call.
 *
 * @throws {@link WorkflowError} `WORKFLOW_DUPLICATE_NAME` if two templates have the same name;
 * `WORKFLOW_UNKNOWN_TEMPLATE` if one was declared but never defined
 * @example
 * ```ts
 * const greet = container('greet', { inputs: { who: parameter() } }, ({ inputs }) => ({
 *   image: 'busybox',
 *   command: ['echo', inputs.who],
 * }));
 * const library = workflowTemplate({
 *   metadata: { name: 'greetings' },
 *   spec: { templates: templatesOf([greet]) },
 * });
 * ```
 */
export function templatesOf(handles: readonly TemplateHandle[]): readonly Template[] {
  const found = new Map<string, Template | undefined>();
  const waiting = [...handles]; // grows during the iteration
  for (const handle of waiting) {
    if (handle.ref !== undefined) continue;
    const known = found.get(handle.name);
    if (known === undefined) found.set(handle.name, handle.template);
    else if (handle.template !== undefined && handle.template !== known) throw duplicate(handle.name);
    if (known === undefined) for (const callee of handle.calls) waiting.push(callee);
  }
  return [...found].map(([name, template]) => template ?? unwritten(name));
}

function duplicate(name: string): WorkflowError {
  return new WorkflowError(
    'WORKFLOW_DUPLICATE_NAME',
    `Two templates are named "${name}". Rename one of them.`,
  );
}

function unwritten(name: string): never {
  throw new WorkflowError(
    'WORKFLOW_UNKNOWN_TEMPLATE',
    `The template "${name}" is called, but only declared. Define it, and add it to \`templates\` if nothing else calls it.`,
  );
}
