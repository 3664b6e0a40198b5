import type { Parameter, WorkflowStatus } from '@tiphys/models';

/** Returns a status whose outputs have the value of a parameter with a `globalName`. Other parameters change nothing. */
export function withGlobalOutput(status: WorkflowStatus, { globalName, value }: Parameter): WorkflowStatus {
  if (!globalName) return status;
  const parameters = status.outputs?.parameters ?? [];
  const at = parameters.findIndex(({ name }) => name === globalName);
  const known = parameters[at];
  const next =
    known === undefined
      ? [...parameters, { name: globalName, value }]
      : parameters.with(at, { ...known, value: value ?? known.value });
  return { ...status, outputs: { ...status.outputs, parameters: next } };
}
