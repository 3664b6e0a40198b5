import type { Arguments, Artifact, Parameter } from '../view/argument-fields.ts';
import type { Template } from '../view/template-fields.ts';

/**
 * Returns a template as Argo checks it when it is called with arguments, which replace the inputs' own values and locations. Without
 * arguments, Argo fills in every input.
 */
export function checkedTemplate(template: Template, given: Arguments | undefined): Template {
  const { inputs } = template;
  if (!inputs) return template;
  const { parameters, artifacts } = inputs;
  return {
    ...template,
    inputs: {
      ...(parameters && { parameters: parameters.map((input) => checkedParameter(input, given)) }),
      ...(artifacts && { artifacts: artifacts.map((input) => checkedArtifact(input, given)) }),
    },
  };
}

/** Returns the inputs of a template that keep their own values and locations in a call with these arguments; all others are empty. */
export function ownInputs(template: Template, given: Arguments | undefined): Arguments {
  const { parameters = [], artifacts = [] } = template.inputs ?? {};
  return {
    parameters: parameters.map(({ name, value }) => {
      const isGiven = value === undefined || givesParameter(given, name);
      return isGiven ? {} : { value };
    }),
    artifacts: artifacts.map((input) => (givesArtifact(given, input.name) ? {} : input)),
  };
}

function checkedParameter(input: Parameter, given: Arguments | undefined): Parameter {
  if (given && !givesParameter(given, input.name)) return input;
  const { value: _, ...rest } = input;
  return rest;
}

function checkedArtifact(input: Artifact, given: Arguments | undefined): Artifact {
  if (given && !givesArtifact(given, input.name)) return input;
  const { name, path } = input;
  return { ...(name !== undefined && { name }), ...(path !== undefined && { path }) };
}

function givesParameter(given: Arguments | undefined, name: string | undefined): boolean {
  return (
    given?.parameters?.some((argument) => argument.name === name && argument.value !== undefined) ?? false
  );
}

function givesArtifact(given: Arguments | undefined, name: string | undefined): boolean {
  return given?.artifacts?.some((argument) => argument.name === name) ?? false;
}
