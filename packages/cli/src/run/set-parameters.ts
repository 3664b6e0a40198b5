import type { ArgoObject } from '@tiphys/models/facts';
import type { LoadedSource } from '../source/load-source.ts';
import { parameterNames, type TakingSpec, unknownParameter } from './fit-to-taker.ts';
import type { Values } from './fit-values.ts';

/**
 * Returns the objects of a source with the values of the given parameters.
 *
 * @param chosen the only object of a manifest that gets them. @default all get them
 * @throws CliError `CLI_UNKNOWN_PARAMETER`; PipelineError if a value does not fit the type of a pipeline's input
 */
export async function setParameters(
  source: LoadedSource,
  parameters: Values,
  chosen?: ArgoObject,
): Promise<readonly ArgoObject[]> {
  if (source.kind === 'pipeline') {
    const { encodePipelineInput } = await import('@tiphys/pipeline/compile');
    const { inputs, manifest } = source.compiled;
    const texts = Object.entries(parameters).map(([name, text]) => {
      const input = inputs.find((candidate) => candidate.name === name);
      if (input === undefined)
        throw unknownParameter(
          name,
          inputs.map((candidate) => candidate.name),
        );
      return [name, encodePipelineInput(input, text)] as const;
    });
    return [withArguments(manifest, Object.fromEntries(texts))];
  }
  const { objects } = source;
  if (chosen === undefined) return setObjectParameters(objects, parameters);
  const [changed = chosen] = setObjectParameters([chosen], parameters);
  return objects.map((object) => (object === chosen ? changed : object));
}

/**
 * Returns objects with the values of the given parameters. One that refers to a WorkflowTemplate also gets those that no object declares:
 * `fitToTaker` compares them with the template.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER` if none of them has a parameter
 */
export function setObjectParameters(
  objects: readonly ArgoObject[],
  parameters: Values,
): readonly ArgoObject[] {
  if (Object.keys(parameters).length === 0) return objects;
  const known = objects.flatMap((object) => parameterNames(specOf(object) ?? {}));
  const undeclared = Object.entries(parameters).filter(([name]) => !known.includes(name));
  const [first] = undeclared;
  if (first !== undefined && !objects.some(hasTemplateRef))
    throw unknownParameter(first[0], known, subjectOf(objects));
  return objects.map((object) =>
    withArguments(object, parameters, hasTemplateRef(object) ? Object.fromEntries(undeclared) : {}),
  );
}

/** Returns an object in which parameters of its own have other values. */
export function setValues<T extends ArgoObject>(object: T, values: Values): T {
  return withArguments(object, values) as T; // it stays of its kind
}

function specOf(object: ArgoObject): TakingSpec | undefined {
  if (object.kind === 'CronWorkflow') return object.spec?.workflowSpec as TakingSpec;
  return object.kind === 'WorkflowEventBinding' ? undefined : (object.spec as TakingSpec | undefined);
}

/** A file may have several workflows, of which each is submitted. */
function subjectOf(objects: readonly ArgoObject[]): string {
  const [workflow, ...others] = objects.filter(({ kind }) => kind === 'Workflow');
  const { name, generateName } = (workflow?.metadata ?? {}) as Partial<ArgoObject['metadata']>;
  const shown = name ?? generateName;
  return shown === undefined || others.length > 0 ? 'The workflow' : `The workflow ${shown}`;
}

function hasTemplateRef(object: ArgoObject): boolean {
  return specOf(object)?.workflowTemplateRef !== undefined;
}

function withArguments(object: ArgoObject, given: Values, added: Values = {}): ArgoObject {
  const spec = specOf(object);
  const old = spec?.arguments?.parameters ?? [];
  const parameters = [
    ...old.map((parameter) =>
      Object.hasOwn(given, parameter.name) ? { ...parameter, value: given[parameter.name] } : parameter,
    ),
    ...Object.entries(added).map(([name, value]) => ({ name, value })),
  ];
  if (spec === undefined || parameters.length === 0 || Object.keys(given).length === 0) return object;
  const changed = { ...spec, arguments: { ...spec.arguments, parameters } };
  const whole =
    object.kind === 'CronWorkflow'
      ? { ...object, spec: { ...object.spec, workflowSpec: changed } }
      : { ...object, spec: changed };
  return whole as ArgoObject; // only the values of parameters differ
}
