/** What an API answers if it cannot do what it was asked. */
export type ProblemReason =
  | 'BadRequest'
  | 'Unauthorized'
  | 'Forbidden'
  | 'NotFound'
  | 'AlreadyExists'
  | 'Conflict'
  | 'Expired'
  | 'Invalid'
  | 'InternalError'
  | 'NotImplemented';

/** Thrown if a request cannot be answered. */
export class ApiProblem extends Error {
  readonly reason: ProblemReason;

  constructor(reason: ProblemReason, message: string) {
    super(message);
    this.name = 'ApiProblem';
    this.reason = reason;
  }
}

const PLURALS: Readonly<Record<string, string>> = {
  Workflow: 'workflows.argoproj.io',
  WorkflowTemplate: 'workflowtemplates.argoproj.io',
  ClusterWorkflowTemplate: 'clusterworkflowtemplates.argoproj.io',
  CronWorkflow: 'cronworkflows.argoproj.io',
  WorkflowEventBinding: 'workfloweventbindings.argoproj.io',
};

/** Returns the problem that there is no such object, with the words of Kubernetes. */
export function notFound(kind: string, name: string): ApiProblem {
  return new ApiProblem('NotFound', `${PLURALS[kind] ?? `${kind.toLowerCase()}s`} "${name}" not found`);
}

/** Returns the problem that there is such an object already, with the words of Kubernetes. */
export function alreadyExists(kind: string, name: string): ApiProblem {
  return new ApiProblem(
    'AlreadyExists',
    `${PLURALS[kind] ?? `${kind.toLowerCase()}s`} "${name}" already exists`,
  );
}

/** Returns the problem that an object was changed by somebody else, with the words of Kubernetes. */
export function changedMeanwhile(kind: string, name: string): ApiProblem {
  return new ApiProblem(
    'Conflict',
    `Operation cannot be fulfilled on ${PLURALS[kind] ?? `${kind.toLowerCase()}s`} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
  );
}
