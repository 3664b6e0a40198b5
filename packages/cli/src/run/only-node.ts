import type { Artifact, NodeStatus, Template, TemplateRef, Workflow, WorkflowSpec } from '@tiphys/models';
import { closestName } from '@tiphys/models/facts';
import { CliError } from '../world/cli-error.ts';

/**
 * Returns a workflow that runs one node of an earlier run again, with the inputs that it had there. Everything else is that of the given workflow, which
 * may have changed since.
 *
 * @throws CliError `CLI_ONLY` if the node cannot run alone; `CLI_UNKNOWN_ENTRYPOINT` if the workflow does not have its template any more
 */
export function onlyNode(workflow: Workflow, node: NodeStatus): Workflow {
  const { onExit: _, hooks: __, workflowTemplateRef, ...spec } = workflow.spec;
  if (workflowTemplateRef !== undefined)
    throw new CliError(
      'CLI_ONLY',
      `The workflow is a reference to the WorkflowTemplate ${workflowTemplateRef.name}. Pass its file: tiphys run FILE --only NODE --from RUN`,
    );
  const call = callOf(workflow, node);
  const name = freeName(workflow.spec);
  const step = {
    name: stepName(node),
    ...call,
    arguments: { parameters: parametersOf(node), artifacts: artifactsOf(node) },
  };
  const template: Template = { name, steps: [[step]] };
  const { generateName, name: fixed, ...metadata } = workflow.metadata;
  return {
    ...workflow,
    metadata: { ...metadata, generateName: generateName ?? `${fixed}-` },
    // What runs at the end of the whole workflow has nothing to do with the node.
    spec: {
      ...spec,
      entrypoint: name,
      templates: [...(workflow.spec.templates ?? []), template],
    },
  };
}

function callOf(
  workflow: Workflow,
  node: NodeStatus,
): { readonly template: string } | { readonly templateRef: TemplateRef } {
  const { templateName = '', templateRef, templateScope = '', type } = node;
  if (type === 'TaskGroup' || type === 'StepGroup' || (templateName === '' && templateRef === undefined))
    throw new CliError(
      'CLI_ONLY',
      `${node.name} is ${type === 'TaskGroup' || type === 'StepGroup' ? 'a group' : 'an inline template'}, which cannot run alone. Choose ${type === 'TaskGroup' ? 'one of its items' : 'another node'}.`,
    );
  if (templateRef !== undefined) return { templateRef };
  const [, kind, library] = /^(namespaced|cluster)\/(.+)$/.exec(templateScope) ?? [];
  if (library !== undefined && !isOwn(workflow, library))
    return {
      templateRef: {
        name: library,
        template: templateName,
        ...(kind === 'cluster' && { clusterScope: true }),
      },
    };
  assertTemplate(workflow.spec, templateName);
  return { template: templateName };
}

/** A library that is run itself has its templates as its own. */
function isOwn({ metadata }: Workflow, library: string): boolean {
  return metadata.name === library || metadata.generateName === `${library}-`;
}

function assertTemplate({ templates }: WorkflowSpec, wanted: string): void {
  const names = (templates ?? []).map(({ name }) => name ?? '');
  if (names.includes(wanted)) return;
  const near = closestName(wanted, names);
  const guess = near === undefined ? '' : ` Did you rename it to "${near}"?`;
  throw new CliError(
    'CLI_UNKNOWN_ENTRYPOINT',
    `The workflow has no template "${wanted}", which the node ran.${guess} Available templates: ${names.join(', ')}.`,
  );
}

function parametersOf({ name: node, inputs }: NodeStatus): readonly { name: string; value: string }[] {
  return (inputs?.parameters ?? []).flatMap(({ name, value }) => {
    if (value === undefined) return [];
    const text = String(value);
    if (text.includes('{{'))
      throw new CliError(
        'CLI_ONLY',
        `The input "${name}" of ${node} contains "{{", which would be read as a tag. Run the whole workflow instead.`,
      );
    return [{ name, value: text }];
  });
}

/** Returns the input artifacts with where they are, without what the template says of them. */
function artifactsOf({ inputs }: NodeStatus): readonly Artifact[] {
  return (inputs?.artifacts ?? []).flatMap(({ path: _, mode: __, recurseMode: ___, ...artifact }) =>
    Object.keys(artifact).length > 1 ? [artifact] : [],
  );
}

function stepName({ displayName = '', templateName = '', templateRef }: NodeStatus): string {
  const names = [displayName, templateName, templateRef?.template ?? ''];
  return names.find((name) => /^[a-zA-Z0-9][-a-zA-Z0-9_]{0,127}$/.test(name)) ?? 'node';
}

function freeName({ templates }: WorkflowSpec): string {
  const names = new Set((templates ?? []).map(({ name }) => name));
  let name = 'only';
  for (let count = 2; names.has(name); count++) name = `only-${count}`;
  return name;
}
