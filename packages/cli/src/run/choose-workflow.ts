import type { Workflow } from '@tiphys/models';
import type { ArgoObject } from '@tiphys/models/facts';
import { CliError } from '../world/cli-error.ts';

/** The workflow to run, and the objects beside it that it may refer to. */
export interface RunnableWorkflow {
  readonly workflow: Workflow;
  readonly objects: readonly unknown[];
}

const runnableKinds: readonly string[] = [
  'Workflow',
  'CronWorkflow',
  'WorkflowTemplate',
  'ClusterWorkflowTemplate',
];

/**
 * Returns which of the objects of a file to run, as a Workflow that runs once, with the objects beside it.
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
 * Returns which of the objects of a file to run: its only Workflow, else its only object of another kind that can run.
 *
 * @throws CliError `CLI_NO_WORKFLOW`, `CLI_SEVERAL_WORKFLOWS`
 */
export function chooseRunnable(objects: readonly ArgoObject[], file: string): ArgoObject {
  const runnable = objects.filter(({ kind }) => runnableKinds.includes(kind));
  const workflows = runnable.filter(({ kind }) => kind === 'Workflow');
  const candidates = workflows.length > 0 ? workflows : runnable;
  const [chosen, ...others] = candidates;
  if (chosen === undefined) {
    const kinds = objects.map(({ kind }) => kind).join(', ');
    throw new CliError(
      'CLI_NO_WORKFLOW',
      `${file} holds nothing that can run: ${kinds === '' ? 'it is empty' : `only ${kinds}`}. A ${runnableKinds.join(', ')} is needed.`,
    );
  }
  if (others.length > 0) {
    throw new CliError(
      'CLI_SEVERAL_WORKFLOWS',
      `${file} holds several that could run: ${candidates.map(nameOf).join(', ')}. Put each into a file of its own.`,
    );
  }
  return chosen;
}

/** Templates may call others of their own object by its name. */
function isLibrary({ kind }: ArgoObject): boolean {
  return kind === 'WorkflowTemplate' || kind === 'ClusterWorkflowTemplate';
}

function nameOf(object: ArgoObject): string {
  const { name, generateName } = metadataOf(object);
  return `${object.kind} ${name ?? generateName ?? '(without name)'}`;
}

function toWorkflow(object: ArgoObject): Workflow {
  if (object.kind === 'Workflow') return object;
  const spec = object.kind === 'CronWorkflow' ? object.spec.workflowSpec : object.spec;
  const { labels, annotations, name } = metadataOf(object);
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      generateName: `${name ?? object.metadata.generateName?.replace(/-$/, '') ?? 'run'}-`,
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec: spec as Workflow['spec'], // the specs of the other kinds are Workflow specs
  };
}

/** A file may lack what the types ask for. */
function metadataOf(object: Partial<ArgoObject>): Partial<ArgoObject['metadata']> {
  return object.metadata ?? {};
}
