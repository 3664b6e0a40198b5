import type { JsonSchema, SourceLocation } from '@tiphys/signature/model';
import { formOf } from '../author/pipeline.ts';
import type { PipelineInput } from '../ir/component/pipeline-input.ts';
import type { InputSource, TaskNode, Trace } from '../ir/graph.ts';
import { walkTrace } from '../ir/walk.ts';
import { PipelineError } from '../pipeline-error.ts';

/** Schemas of pipeline inputs by name, as `tiphys generate` reads them from types. */
export type InputSchemas = Readonly<Record<string, JsonSchema>>;

/**
 * Resolves the schema of each input: the given one, or that of the components that use it, or that of its default.
 *
 * @throws PipelineError `PIPELINE_INPUT_TYPE_UNKNOWN`
 */
export function resolveInputs(
  trace: Trace,
  given: InputSchemas = {},
  location?: SourceLocation,
): readonly PipelineInput[] {
  const seen: Seen = { asked: new Map(), inVariable: new Set() };
  walkTrace(trace, { task: (task) => collectTask(task, seen) });
  return trace.inputs.map((source) => {
    const { name, input } = source;
    const resolved = resolveInput(input, given[name], seen.asked.get(name) ?? [], location);
    source.input = { ...resolved, inVariable: seen.inVariable.has(name) };
    return source.input;
  });
}

function resolveInput(
  input: PipelineInput,
  given: JsonSchema | undefined,
  asked: readonly JsonSchema[],
  location?: SourceLocation,
): PipelineInput {
  if (given !== undefined) return { ...input, schema: given, form: formOf(given) ?? input.form ?? 'json' };
  if (input.choices !== undefined) return { ...input, form: formOf(input.schema) };
  const fitting = distinct(asked).filter(
    (schema) => input.form === undefined || (formOf(schema) ?? 'json') === input.form,
  );
  const [schema, ...others] = fitting;
  if (schema !== undefined) {
    const whole = others.length === 0 ? schema : { allOf: fitting };
    return { ...input, schema: whole, form: input.form ?? formOf(schema) ?? 'json' };
  }
  if (input.form !== undefined) return input;
  // Keys of ConfigMaps are texts, unless something says otherwise.
  if (input.from !== undefined) return { ...input, schema: { type: 'string' }, form: 'text' };
  throw new PipelineError(
    'PIPELINE_INPUT_TYPE_UNKNOWN',
    `The type of the input "${input.name}" is unknown, because no component uses it. Give it a default, write input<string>({ schema: { type: 'string' } }), or run \`tiphys generate\`.`,
    { location },
  );
}

function distinct(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()].filter(
    (schema) => Object.keys(schema).length > 0,
  );
}

/** What the tasks that use the inputs say about them. */
interface Seen {
  readonly asked: Map<string, JsonSchema[]>;
  /** Names of inputs that a task gets in an environment variable. */
  readonly inVariable: Set<string>;
}

function collectTask(task: TaskNode, { asked, inVariable }: Seen): void {
  if (task.kind === 'loop') {
    const { list } = task;
    if (list.kind === 'input') add(asked, list, { type: 'array' });
  }
  if (task.kind !== 'call') return;
  const { inputs, remote } = task.component.descriptor;
  for (const [index, { route, schema }] of inputs.entries()) {
    const value = task.reads[index];
    if (value?.kind !== 'input') continue;
    add(asked, value, schema);
    if (remote === undefined && route === 'value') inVariable.add(value.name);
  }
}

function add(asked: Map<string, JsonSchema[]>, { name }: InputSource, schema: JsonSchema): void {
  const schemas = asked.get(name);
  if (schemas === undefined) asked.set(name, [schema]);
  else schemas.push(schema);
}
