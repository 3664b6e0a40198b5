import type { Artifact, Parameter, Template } from '@tiphys/models';
import { hasArtifactLocation } from '@tiphys/models/facts';
import type { ComponentDescriptor, ComponentInput } from '../ir/component/component-descriptor.ts';
import type { RemoteTemplate } from '../ir/component/remote-template.ts';
import { claimLonger } from './claim-longer.ts';

/** The description of a template for a component. */
export interface TemplateDescription {
  readonly remote: Pick<
    RemoteTemplate,
    'outputs' | 'files' | 'optionalFiles' | 'inputFiles' | 'json' | 'single'
  >;
  readonly style: 'object';
  readonly inputs: readonly ComponentInput[];
  readonly output: ComponentDescriptor['output'];
  /** Allowed values of inputs that have an enum. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
}

/** Describes the inputs and outputs of a template. Parameters are strings, artifacts are files. */
export function describeTemplate(template: Template): TemplateDescription {
  const parameters = template.inputs?.parameters ?? [];
  const outputs = (template.outputs?.parameters ?? []).map((parameter) => parameter.name);
  const prints = ['container', 'script', 'http'].some((body) => body in template);
  const results = prints && !outputs.includes('result') ? [...outputs, 'result'] : outputs;
  const files = nameFiles(template.outputs?.artifacts, results);
  const inputFiles = nameFiles(
    template.inputs?.artifacts,
    parameters.map((parameter) => parameter.name),
  );
  const optional = files.flatMap(([field, artifact]) => (artifact.optional === true ? [field] : []));
  const renamed = inputFiles.filter(([field, artifact]) => field !== artifact.name);
  const choices = parameters.flatMap((parameter) =>
    !Array.isArray(parameter.enum) ? [] : [[parameter.name, parameter.enum.map(String)] as const],
  );
  return {
    choices: Object.fromEntries(choices),
    remote: {
      outputs,
      ...(files.length === 0 ? {} : { files: artifactNames(files) }),
      ...(optional.length === 0 ? {} : { optionalFiles: optional }),
      ...(renamed.length === 0 ? {} : { inputFiles: artifactNames(renamed) }),
    },
    style: 'object',
    inputs: [...parameters.map(describeParameter), ...inputFiles.map(describeArtifact)],
    output: describeOutput([...results, ...files.map(([field]) => field)], optional),
  };
}

function describeOutput(
  results: readonly string[],
  optional: readonly string[],
): ComponentDescriptor['output'] {
  if (results.length === 0) return { route: 'none', schema: {}, list: false };
  const properties = Object.fromEntries(results.map((result) => [result, { type: 'string' }]));
  const required = results.filter((result) => !optional.includes(result));
  return { route: 'value', schema: { type: 'object', properties, required }, list: false };
}

function describeParameter(parameter: Parameter): ComponentInput {
  const { name, description, value, default: preset, valueFrom } = parameter;
  const optional = value !== undefined || preset !== undefined || valueFrom !== undefined;
  const schema = !Array.isArray(parameter.enum) ? { type: 'string' } : { enum: parameter.enum.map(String) };
  return { name, ...(description === undefined ? {} : { description }), optional, route: 'value', schema };
}

function describeArtifact([field, artifact]: NamedFile): ComponentInput {
  return {
    name: field,
    optional: artifact.optional === true || hasArtifactLocation(artifact),
    route: 'file',
    schema: {},
  };
}

/** An artifact with its name in the component. */
type NamedFile = readonly [field: string, artifact: Artifact];

/** Chooses names for artifacts. Argo has separate names for parameters and artifacts, but a component does not. */
function nameFiles(
  artifacts: readonly Artifact[] | undefined,
  others: readonly string[],
): readonly NamedFile[] {
  const taken = new Set(others);
  return (artifacts ?? []).map((artifact) => [
    claimLonger(taken, artifact.name, `${artifact.name}File`),
    artifact,
  ]);
}

function artifactNames(files: readonly NamedFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(([field, { name }]) => [field, name]));
}
