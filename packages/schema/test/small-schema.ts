import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Json = Readonly<Record<string, unknown>>;

const prefix = 'io.argoproj.workflow.v1alpha1.';
const kindNames = [
  'Workflow',
  'WorkflowTemplate',
  'ClusterWorkflowTemplate',
  'CronWorkflow',
  'WorkflowEventBinding',
];

/** A reference to a definition of Argo's group. */
export function ref(name: string): Json {
  return { $ref: `#/definitions/${name.includes('.') ? name : prefix + name}` };
}

/** The smallest schema with the five kinds, and the given definitions beside them. */
export function smallSchema(
  definitions: Json = {},
  spec: Json = { templates: { type: 'array', items: ref('Template') } },
): Json {
  const kinds = kindNames.map((kind) => [
    prefix + kind,
    { type: 'object', properties: { spec: ref('Spec') }, required: ['spec'] },
  ]);
  const own = Object.entries({ ...defaults, ...definitions }).map(([name, body]) => [
    name.includes('.') ? name : prefix + name,
    body,
  ]);
  return {
    definitions: {
      ...Object.fromEntries(kinds),
      [`${prefix}Spec`]: { type: 'object', properties: spec },
      ...Object.fromEntries(own),
    },
  };
}

const defaults: Json = {
  Template: {
    type: 'object',
    properties: { name: { type: 'string', description: 'The name.' }, container: {}, script: {} },
    required: ['name'],
  },
};

/** A CRD of a kind whose spec has the given schema. */
export function crd(kind: string, spec: Json): Json {
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } };
  return {
    kind: 'CustomResourceDefinition',
    spec: { names: { kind }, versions: [{ name: 'v1alpha1', schema }] },
  };
}

/** A folder that goes when the test ends. */
export function temporaryFolder(): {
  readonly path: string;
  write(name: string, content: string | Uint8Array): string;
} & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'tiphys-schema-'));
  return {
    path,
    write(name, content) {
      writeFileSync(join(path, name), content);
      return join(path, name);
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
