import type { Arguments, Artifact, Memoize, Outputs, Parameter, Template } from '@tiphys/models';
import { referenceTag } from '../../expression/tree/print-tag.ts';

const TASK = 'run';

/**
 * Returns a template that keeps the results of one with retries. In Argo, a dag that waits for a result from the cache of a template with
 * retries never ends; see docs/semantics/caching-and-locks.md#hits.
 */
export function cachedTemplate(template: Template, memoize: Memoize, inner: string): Template {
  const { name, inputs, outputs } = template;
  const parameters = (inputs?.parameters ?? []).map(({ name, default: given }) => ({
    name,
    ...(given === undefined ? {} : { default: given }),
  }));
  const artifacts = (inputs?.artifacts ?? []).map(({ name, optional }) => ({
    name,
    ...(optional === undefined ? {} : { optional }),
  }));
  return {
    name,
    ...(parameters.length + artifacts.length === 0
      ? {}
      : {
          inputs: {
            ...(parameters.length === 0 ? {} : { parameters }),
            ...(artifacts.length === 0 ? {} : { artifacts }),
          },
        }),
    memoize,
    dag: { tasks: [{ name: TASK, template: inner, ...argumentsOf(parameters, artifacts) }] },
    ...(outputs === undefined ? {} : { outputs: outputsOf(outputs) }),
  };
}

function argumentsOf(
  parameters: readonly Parameter[],
  artifacts: readonly Artifact[],
): { readonly arguments?: Arguments } {
  if (parameters.length + artifacts.length === 0) return {};
  return {
    arguments: {
      ...(parameters.length === 0
        ? {}
        : {
            parameters: parameters.map(({ name }) => ({
              name,
              value: referenceTag(['inputs', 'parameters', name]),
            })),
          }),
      ...(artifacts.length === 0
        ? {}
        : {
            artifacts: artifacts.map(({ name }) => ({
              name,
              from: referenceTag(['inputs', 'artifacts', name]),
            })),
          }),
    },
  };
}

function outputsOf({ parameters, artifacts }: Outputs): Outputs {
  return {
    ...(parameters === undefined
      ? {}
      : {
          parameters: parameters.map(({ name }) => ({
            name,
            valueFrom: { parameter: referenceTag(['tasks', TASK, 'outputs', 'parameters', name]) },
          })),
        }),
    ...(artifacts === undefined
      ? {}
      : {
          artifacts: artifacts.map(({ name, optional }) => ({
            name,
            from: referenceTag(['tasks', TASK, 'outputs', 'artifacts', name]),
            ...(optional === undefined ? {} : { optional }),
          })),
        }),
  };
}
