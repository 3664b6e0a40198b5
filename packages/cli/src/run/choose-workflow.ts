import { isRunnable, type RunnableObject, toWorkflow } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import type { ArgoObject } from '@tiphys/models/facts';
import { CliError } from '../world/cli-error.ts';

/** The workflow to run, and the objects of its file that it may refer to. */
export interface RunnableWorkflow {
  readonly workflow: Workflow;
  readonly objects: readonly unknown[];
}

/**
 * Returns the object of a file to run, as a Workflow that runs once, and the other objects of the file.
 *
 * @throws CliError `CLI_NO_WORKFLOW`, `CLI_SEVERAL_WORKFLOWS`
 */
export function chooseWorkflow(objects: readonly ArgoObject[], file: string): RunnableWorkflow {
  const chosen = chooseRunnable(objects, file);
  return {
    workflow: toWorkflow(chosen),
    objects: objects.filter((object) => object !== chosen || isLibrary(object)),
  };
}

/**
 * Returns the object of a file to run: its only Workflow, or else its only object of another runnable kind.
 *
 * @throws CliError `CLI_NO_WORKFLOW`, `CLI_SEVERAL_WORKFLOWS`
 */
export function chooseRunnable(objects: readonly ArgoObject[], file: string): RunnableObject {
  const runnable = objects.filter(isRunnable);
  const workflows = runnable.filter(({ kind }) => kind === 'Workflow');
  const candidates = workflows.length > 0 ? workflows : runnable;
  const [chosen, ...others] = candidates;
  if (chosen === undefined) {
    const kinds = objects.map(({ kind }) => kind).join(', ');
    throw new CliError(
      'CLI_NO_WORKFLOW',
      `${file} contains nothing to run: ${kinds === '' ? 'it is empty' : `only ${kinds}`}. Add a Workflow, CronWorkflow, WorkflowTemplate or ClusterWorkflowTemplate.`,
    );
  }
  if (others.length > 0) {
    throw new CliError(
      'CLI_SEVERAL_WORKFLOWS',
      `${file} contains several objects that can run: ${candidates.map(nameOf).join(', ')}. Put each into its own file.`,
    );
  }
  return chosen;
}

/** Templates may call other templates of their own object by the object's name. */
function isLibrary({ kind }: ArgoObject): boolean {
  return kind === 'WorkflowTemplate' || kind === 'ClusterWorkflowTemplate';
}

function nameOf(object: ArgoObject): string {
  const { name, generateName } = metadataOf(object);
  return `${object.kind} ${name ?? generateName ?? '(unnamed)'}`;
}

/** The user's file may lack required fields. */
function metadataOf(object: Partial<ArgoObject>): Partial<ArgoObject['metadata']> {
  return object.metadata ?? {};
}
