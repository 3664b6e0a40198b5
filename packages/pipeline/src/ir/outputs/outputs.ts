import type { JsonSchema } from '@tiphys/signature/model';
import type { ComponentDescriptor, ValueRoute } from '../component/component-descriptor.ts';
import type { DefinedOutput, Definition } from '../component/definition.ts';
import {
  type BodyResult,
  type BranchNode,
  type CallNode,
  isTask,
  type PipelineCall,
  type QuestionNode,
  type Source,
  type TaskNode,
} from '../graph.ts';
import { fieldSchema } from '../json/json-schema.ts';
import { widened } from '../widened.ts';
import { type ArgumentForm, fieldOutputName, taskNames } from '../wire/task-protocol.ts';
import { namedResults } from './named-results.ts';
import { joinedSchema, resultSchema, schemaOf } from './schema-of.ts';

/** The form of a value in an argument. */
export type GivenForm = Exclude<ArgumentForm, { readonly kind: 'absent' }>;

/** The form of a value in a parameter; `json` is JSON text that a container or a person wrote, in which Argo may find tags. */
export type Form = GivenForm | { readonly kind: 'json' };

/** The form of plain JSON text. */
export const VALUE_FORM: { readonly kind: 'value' } = { kind: 'value' };

const TEXT_FORM: Form = { kind: 'text' };

/** JSON text that a person wrote. */
const ANSWER_FORM: Form = { kind: 'json' };

/** Tells whether a text in this form may have tags of Argo, so that it has to be encoded where it enters another template. */
export function isRaw({ kind }: Form): boolean {
  return kind === 'text' || kind === 'json';
}

/** One output of a task, as other tasks of its template refer to it. */
export interface OutputValue {
  /** Its path under `outputs`: `['parameters', 'output']`. */
  readonly path: readonly string[];
  /** Whether the path starts at the task itself, not under its `outputs`. */
  readonly ofTask?: true;
  readonly route: Exclude<ValueRoute, 'none'>;
  readonly form: Form;
  readonly schema: JsonSchema;
  /** Whether it is an artifact that may be missing. */
  readonly optional?: true;
  /** Whether it is a list of files: a parameter with the key of their folder. */
  readonly list?: true;
}

/** The outputs of a task: none, one value, or one for each field of its result. */
export type TaskOutputs =
  | undefined
  | { readonly kind: 'one'; readonly value: OutputValue }
  | { readonly kind: 'named'; readonly values: ReadonlyMap<string, OutputValue> };

/** What is known of a workflow that was submitted. */
export const SUBMISSION_OUTPUTS = ['name', 'uid'] as const;

/** Name of a loop's output. */
export const RESULTS_NAME = 'results';

const FILES_OF_LOOP: OutputValue = {
  path: ['parameters', 'files'],
  route: 'file',
  form: VALUE_FORM,
  schema: { type: 'array', items: { type: 'string' } },
  list: true,
};

/** Returns the outputs of a task. */
export function outputsOf(task: TaskNode): TaskOutputs {
  switch (task.kind) {
    case 'call':
      return outputsOfCall(task);
    case 'loop': {
      const [body] = task.bodies;
      if (body?.result === undefined) return undefined;
      if (task.collected) return { kind: 'one', value: FILES_OF_LOOP };
      return one(['parameters', RESULTS_NAME], {
        form: mapForm('loop', body.result),
        schema: schemaOf(task),
      });
    }
    case 'group':
      return outputsOfBody(task.bodies[0]?.result, schemaOf(task));
    case 'attempt':
      return task.mode === 'settled'
        ? one(['parameters', taskNames.output], { form: VALUE_FORM, schema: schemaOf(task) })
        : outputsOfBranch(task);
    case 'branch':
      return outputsOfBranch(task);
    case 'rounds':
      return one(['parameters', taskNames.output], { form: VALUE_FORM, schema: task.state.schema });
    case 'question':
      return outputsOfQuestion(task);
    case 'pause':
      return undefined;
  }
}

/** Returns the answers to a question. Strings are plain text, because people write them. */
function outputsOfQuestion({ fields }: QuestionNode): TaskOutputs {
  if (fields.length === 0) return undefined;
  const values = fields.map(({ name, form, schema }): readonly [string, OutputValue] => [
    name,
    {
      path: ['parameters', name],
      route: 'value',
      form: form === 'text' ? TEXT_FORM : ANSWER_FORM,
      schema,
    },
  ]);
  return { kind: 'named', values: new Map(values) };
}

/** Returns the outputs of a task whose bodies are joined. */
function outputsOfBranch({ bodies, joined }: Pick<BranchNode, 'bodies' | 'joined'>): TaskOutputs {
  if (joined === undefined) return undefined;
  const outputNamed = (name: string, schema: JsonSchema): OutputValue => {
    const file = joined.files.get(name);
    if (file === undefined) return { path: ['parameters', name], route: 'value', form: VALUE_FORM, schema };
    const place = file.list
      ? ({ path: ['parameters', name], list: true } as const)
      : { path: ['artifacts', name] };
    return { ...place, route: file.route, form: VALUE_FORM, schema };
  };
  const schema = joinedSchema(bodies);
  if (joined.kind === 'one') return { kind: 'one', value: outputNamed(taskNames.output, schema) };
  const names = namedResults(bodies[0]?.result).map(([name]) => name);
  return {
    kind: 'named',
    values: new Map(names.map((name) => [name, outputNamed(name, fieldSchema(schema, name))])),
  };
}

/** Returns the outputs of a template whose outputs are the results of a body. */
function outputsOfBody(result: BodyResult, schema: JsonSchema): TaskOutputs {
  if (result === undefined) return undefined;
  if (result.kind === 'one') {
    const value = { ...placeOf(taskNames.output, result.source), form: VALUE_FORM, schema };
    return { kind: 'one', value };
  }
  const values = [...result.sources].map(
    ([name, source]) =>
      [name, { ...placeOf(name, source), form: VALUE_FORM, schema: schemaOf(source) }] as const,
  );
  return { kind: 'named', values: new Map(values) };
}

/** Returns where the output of a template is whose value is that of a source in it. */
function placeOf(name: string, source: Source): Pick<OutputValue, 'path' | 'route' | 'optional' | 'list'> {
  const output = outputOf(source);
  if (output?.list) return { path: ['parameters', name], route: 'file', list: true };
  if (output === undefined || output.path[0] !== 'artifacts')
    return { path: ['parameters', name], route: 'value' };
  const { route, optional } = output;
  return { path: ['artifacts', name], route, ...(optional === undefined ? {} : { optional }) };
}

/** Returns the output of a task that a source is: its only one, or one of the named ones. Undefined for every other source. */
export function outputOf(given: Source): OutputValue | undefined {
  const source = widened(given);
  if (isTask(source)) {
    const outputs = outputsOf(source);
    return outputs?.kind === 'one' ? outputs.value : undefined;
  }
  return source.kind === 'field' ? namedOutputOf(source) : undefined;
}

/** Returns the output of a task that a field of it is, if its task has an output for each field. */
export function namedOutputOf(field: Extract<Source, { kind: 'field' }>): OutputValue | undefined {
  const of = widened(field.of);
  if (!isTask(of)) return undefined;
  const outputs = outputsOf(of);
  return outputs?.kind === 'named' ? outputs.values.get(field.name) : undefined;
}

/** Returns the form of the results of a loop, or of one of them. */
export function mapForm(kind: 'loop' | 'map', result: BodyResult): Form {
  if (result?.kind !== 'named') return { kind, field: taskNames.output };
  return { kind, fields: Object.fromEntries(namedResults(result).map(([name]) => [name, name])) };
}

const known = new WeakMap<ComponentDescriptor, TaskOutputs>();

function outputsOfCall({ component: { descriptor }, called }: CallNode): TaskOutputs {
  if (called !== undefined) return outputsOfPipeline(called);
  if (known.has(descriptor)) return known.get(descriptor);
  const made = outputsOfDescriptor(descriptor);
  known.set(descriptor, made);
  return made;
}

function outputsOfDescriptor(descriptor: ComponentDescriptor): TaskOutputs {
  const { definition, remote } = descriptor;
  if (definition !== undefined) return ofDefinition(definition);
  return remote === undefined ? ofFunction(descriptor) : ofTemplate(descriptor, remote);
}

function ofDefinition({ outputs }: Definition): TaskOutputs {
  if (outputs.kind === 'one') return { kind: 'one', value: definedValue(taskNames.output, outputs.output) };
  const values = Object.entries(outputs.outputs).map(
    ([name, output]) => [name, definedValue(name, output)] as const,
  );
  return values.length === 0 ? undefined : { kind: 'named', values: new Map(values) };
}

function definedValue(name: string, { place, form, schema, file }: DefinedOutput): OutputValue {
  const value = { form: { kind: form }, schema, route: 'value' } as const;
  switch (place) {
    case 'file': {
      const missing = file?.optional === true ? ({ optional: true } as const) : {};
      return { ...value, path: ['artifacts', name], route: 'file', ...missing };
    }
    case 'stdout':
    case 'response':
      return { ...value, path: ['result'] };
    case 'address':
      return { ...value, path: ['ip'], ofTask: true };
    default:
      return { ...value, path: ['parameters', name] };
  }
}

function ofFunction({ output: { route, schema, optional, fields = {} } }: ComponentDescriptor): TaskOutputs {
  if (route === 'none') return undefined;
  if (route !== 'fields') {
    const path = route === 'value' ? ['parameters', taskNames.output] : ['artifacts', taskNames.outputFile];
    return one(path, { route, form: VALUE_FORM, schema, ...(optional ? { optional } : {}) });
  }
  const values = Object.entries(fields).map(([name, field], index): readonly [string, OutputValue] => {
    const path = [field.route === 'value' ? 'parameters' : 'artifacts', fieldOutputName(name, index)];
    const missing = field.route === 'file' && field.optional ? ({ optional: true } as const) : {};
    return [name, { path, route: field.route, form: VALUE_FORM, schema: field.schema, ...missing }];
  });
  return { kind: 'named', values: new Map(values) };
}

function outputsOfPipeline({ how, pipeline: { result } }: PipelineCall): TaskOutputs {
  if (how !== 'submission') return outputsOfBody(result, resultSchema(result));
  const values = SUBMISSION_OUTPUTS.map(
    (name) =>
      [
        name,
        { path: ['parameters', name], route: 'value', form: TEXT_FORM, schema: { type: 'string' } },
      ] as const,
  );
  return { kind: 'named', values: new Map(values) };
}

/** Returns the outputs of a template in another object: plain texts, or JSON texts if a pipeline was compiled to it. */
function ofTemplate(
  { output: { route, schema } }: ComponentDescriptor,
  { outputs, files = {}, optionalFiles = [], json, single }: NonNullable<ComponentDescriptor['remote']>,
): TaskOutputs {
  if (route === 'none') return undefined;
  const form = json ? VALUE_FORM : TEXT_FORM;
  if (single) return one(['parameters', taskNames.output], { form, schema });
  const properties = (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>; // as JSON Schema defines the keyword
  const values = Object.entries(properties).map(([name, part]): readonly [string, OutputValue] => {
    const artifact = Object.hasOwn(files, name) ? files[name] : undefined;
    if (artifact !== undefined) {
      const optional = optionalFiles.includes(name) ? ({ optional: true } as const) : {};
      return [
        name,
        { path: ['artifacts', artifact], route: 'file', form: TEXT_FORM, schema: part, ...optional },
      ];
    }
    const path = name === 'result' && !outputs.includes(name) ? ['result'] : ['parameters', name];
    return [name, { path, route: 'value', form, schema: part }];
  });
  return { kind: 'named', values: new Map(values) };
}

function one(
  path: readonly string[],
  {
    route = 'value',
    ...rest
  }: Pick<OutputValue, 'form' | 'schema' | 'optional'> & Partial<Pick<OutputValue, 'route'>>,
): TaskOutputs {
  return { kind: 'one', value: { path, route, ...rest } };
}
