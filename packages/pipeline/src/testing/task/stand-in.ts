import type { Artifact, Parameter, Template } from '@tiphys/models';
import { TEMPLATE_TYPES } from '@tiphys/models/facts';

/** Folder of the files of a stand-in. */
const FOLDER = '/tmp/tiphys-mock';

/** What has no effect in a test: everything around the main container, and locks shared with other workflows. */
const DROPPED: ReadonlySet<string> = new Set([
  ...TEMPLATE_TYPES,
  'initContainers',
  'podSpecPatch',
  'sidecars',
  'synchronization',
  'volumes',
]);

/** Returns the template of a function with a mark in place of its code. */
export function markFunction(template: Template, mark: string): Template {
  const { image, command, env } = template.script ?? {};
  // Exactly one kind of body is left.
  return {
    ...withoutBody(template),
    script: { image, command, ...(env && { env }), source: mark },
  } as Template;
}

/** Returns a script with the inputs and outputs of a template that is not a function, for its mock. */
export function standIn(template: Template, mark: string): Template {
  const { inputs, outputs } = template;
  return {
    ...withoutBody(template),
    ...(inputs && {
      inputs: { ...inputs, ...(inputs.artifacts && { artifacts: inputs.artifacts.map(withPath) }) },
    }),
    ...(outputs && {
      outputs: {
        ...(outputs.parameters && { parameters: outputs.parameters.map(fromFile) }),
        ...(outputs.artifacts && { artifacts: outputs.artifacts.map(asFile) }),
      },
    }),
    script: { image: 'mock', command: ['mock'], source: mark },
    // Exactly one kind of body is left.
  } as Template;
}

function withoutBody(template: Template): object {
  return Object.fromEntries(Object.entries(template).filter(([field]) => !DROPPED.has(field)));
}

function withPath(artifact: Artifact): Artifact {
  return artifact.path === undefined
    ? ({ ...artifact, path: `${FOLDER}/inputs/${artifact.name}` } as Artifact)
    : artifact;
}

function fromFile({ name, globalName, valueFrom }: Parameter): Parameter {
  const preset = valueFrom?.default === undefined ? {} : { default: valueFrom.default };
  const global = globalName === undefined ? {} : { globalName };
  return { name, ...global, valueFrom: { path: outputFile(name), ...preset } };
}

function asFile({ name = '', globalName, optional }: Artifact): Artifact {
  return {
    name,
    ...(globalName === undefined ? {} : { globalName }),
    ...(optional === undefined ? {} : { optional }),
    path: outputFile(name),
    archive: { none: {} },
  };
}

/** Returns the path to which a mock writes an output. */
export function outputFile(name: string): string {
  return `${FOLDER}/outputs/${name}`;
}
