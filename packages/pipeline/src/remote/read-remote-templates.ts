import type { Artifact, Parameter, Template } from '@tiphys/models';
import type { JsonPath, SourcePosition, YamlDocument } from '@tiphys/workflow';
import type { ComponentDescriptor, ComponentInput } from '../component-descriptor.ts';
import { findTemplateProblems } from './find-template-problems.ts';

/** A template that becomes a component, as plain data. */
export type RemoteComponent = Omit<ComponentDescriptor, 'source'> & {
  readonly line: number;
  /** The choices of inputs that have an enum. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
};

/** The components of a YAML file, and what keeps others from being made. */
export interface RemoteTemplates {
  readonly components: readonly RemoteComponent[];
  readonly problems: readonly (SourcePosition & { readonly message: string })[];
}

/** Returns the components of the templates in a YAML file's WorkflowTemplates and ClusterWorkflowTemplates. */
export function readRemoteTemplates(documents: readonly YamlDocument[]): RemoteTemplates {
  const taken = new Set<string>();
  const components: RemoteComponent[] = [];
  const problems: (SourcePosition & { readonly message: string })[] = [];
  for (const document of documents) {
    const holder = readHolder(document.value);
    const positionOf = (path: JsonPath): SourcePosition => document.locate(path) ?? { line: 1, column: 1 };
    for (const [index, template] of (holder?.templates ?? []).entries()) {
      if (holder === undefined || typeof template?.name !== 'string') continue;
      const path: JsonPath = ['spec', 'templates', index];
      const found = findTemplateProblems(template, path);
      problems.push(...found.map((one) => ({ ...positionOf(one.path), message: one.message })));
      if (found.length > 0) continue;
      const name = claim(taken, camelCase(template.name), camelCase(`${holder.name}-${template.name}`));
      components.push(describe(template, { holder, name, line: positionOf(path).line }));
    }
  }
  return { components, problems };
}

interface Holder {
  readonly name: string;
  readonly cluster: boolean;
  /** As the file has them, whatever they are. */
  readonly templates: readonly (Template | undefined | null)[];
}

function readHolder(value: unknown): Holder | undefined {
  // Whatever the file holds is looked at field by field.
  const { kind, metadata, spec } = (value ?? {}) as {
    readonly kind?: unknown;
    readonly metadata?: { readonly name?: unknown };
    readonly spec?: { readonly templates?: unknown };
  };
  if (kind !== 'WorkflowTemplate' && kind !== 'ClusterWorkflowTemplate') return undefined;
  if (typeof metadata?.name !== 'string' || !Array.isArray(spec?.templates)) return undefined;
  return { name: metadata.name, cluster: kind === 'ClusterWorkflowTemplate', templates: spec.templates };
}

function describe(
  template: Template,
  { holder, name, line }: { readonly holder: Holder; readonly name: string; readonly line: number },
): RemoteComponent {
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
    name,
    line,
    choices: Object.fromEntries(choices),
    remote: {
      name: holder.name,
      template: template.name ?? '',
      ...(holder.cluster ? { clusterScope: true } : {}),
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

const places = ['s3', 'git', 'http', 'artifactory', 'hdfs', 'raw', 'oss', 'gcs', 'azure', 'plugin'];

function describeArtifact([field, artifact]: NamedFile): ComponentInput {
  return {
    name: field,
    optional: artifact.optional === true || places.some((place) => place in artifact),
    route: 'file',
    schema: {},
  };
}

/** An artifact, and the name under which a component takes or gives it. */
type NamedFile = readonly [field: string, artifact: Artifact];

/** Argo keeps the names of parameters and artifacts apart; a component has one set of them. */
function nameFiles(
  artifacts: readonly Artifact[] | undefined,
  others: readonly string[],
): readonly NamedFile[] {
  const taken = new Set(others);
  return (artifacts ?? []).map((artifact) => [claim(taken, artifact.name, `${artifact.name}File`), artifact]);
}

function artifactNames(files: readonly NamedFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(([field, { name }]) => [field, name]));
}

function claim(taken: Set<string>, name: string, longer: string): string {
  let chosen = taken.has(name) ? longer : name;
  for (let count = 2; taken.has(chosen); count += 1) chosen = `${longer}${count}`;
  taken.add(chosen);
  return chosen;
}

function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  return /^[A-Za-z]/.test(joined) ? joined : `template${joined}`;
}
