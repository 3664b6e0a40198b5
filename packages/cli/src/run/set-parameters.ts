import type { ArgoObject } from '@tiphys/models/facts';
import { encodePipelineInput } from '@tiphys/pipeline/compile';
import { closest } from '../line/closest.ts';
import type { LoadedSource } from '../source/load-source.ts';
import { CliError } from '../world/cli-error.ts';

/**
 * Returns the objects of a source with the values of the given parameters.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`; PipelineError if a value does not fit the type of a pipeline's input
 */
export function setParameters(
  source: LoadedSource,
  parameters: Readonly<Record<string, string>>,
): readonly ArgoObject[] {
  if (source.kind === 'pipeline') {
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
  return setObjectParameters(source.objects, parameters);
}

/**
 * Returns objects with the values of the given parameters.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER` if none of them has a parameter
 */
export function setObjectParameters(
  objects: readonly ArgoObject[],
  parameters: Readonly<Record<string, string>>,
): readonly ArgoObject[] {
  if (Object.keys(parameters).length === 0) return objects;
  const known = objects.flatMap((object) => parametersOf(object).map(({ name }) => name));
  for (const name of Object.keys(parameters)) {
    if (!known.includes(name)) throw unknownParameter(name, known);
  }
  return objects.map((object) => withArguments(object, parameters));
}

/**
 * Checks that an object of a cluster takes the given parameters: it declares them, or its templates use them. One that refers to templates of other
 * objects may take any.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`
 */
export function assertTakes(object: ArgoObject, parameters: Readonly<Record<string, string>>): void {
  const spec = specOf(object);
  if (spec?.workflowTemplateRef !== undefined) return;
  const text = JSON.stringify(spec);
  if (text.includes('"templateRef"')) return;
  // All parameters at once: `workflow.parameters` in an expression, or `workflow.parameters.json`.
  if (/\bworkflow\.parameters(?!\.(?!json\b)|\[)/.test(text)) return;
  const known = parametersOf(object).map(({ name }) => name);
  for (const name of Object.keys(parameters)) {
    const used = [`parameters.${name}`, `parameters['${name}']`, `parameters[\\"${name}\\"]`];
    if (!known.includes(name) && !used.some((use) => text.includes(use))) throw unknownParameter(name, known);
  }
}

function unknownParameter(name: string, known: readonly string[]): CliError {
  const near = closest(name, known);
  const guess = near === undefined ? '' : ` Did you mean ${near}?`;
  const list = known.length === 0 ? 'It has no parameters.' : `Available parameters: ${known.join(', ')}.`;
  return new CliError('CLI_UNKNOWN_PARAMETER', `The workflow has no parameter "${name}".${guess} ${list}`);
}

interface SpecWithArguments {
  readonly workflowTemplateRef?: object;
  readonly arguments?: { readonly parameters?: readonly { readonly name: string }[] };
}

function specOf(object: ArgoObject): SpecWithArguments | undefined {
  if (object.kind === 'CronWorkflow') return object.spec.workflowSpec as SpecWithArguments;
  return object.kind === 'WorkflowEventBinding' ? undefined : (object.spec as SpecWithArguments | undefined);
}

function parametersOf(object: ArgoObject): readonly { readonly name: string }[] {
  return specOf(object)?.arguments?.parameters ?? [];
}

function withArguments(object: ArgoObject, given: Readonly<Record<string, string>>): ArgoObject {
  const spec = specOf(object);
  const old = spec?.arguments?.parameters;
  if (spec === undefined || old === undefined || Object.keys(given).length === 0) return object;
  const parameters = old.map((parameter) =>
    Object.hasOwn(given, parameter.name) ? { ...parameter, value: given[parameter.name] } : parameter,
  );
  const changed = { ...spec, arguments: { ...spec.arguments, parameters } };
  const whole =
    object.kind === 'CronWorkflow'
      ? { ...object, spec: { ...object.spec, workflowSpec: changed } }
      : { ...object, spec: changed };
  return whole as ArgoObject; // only the values of parameters differ
}
