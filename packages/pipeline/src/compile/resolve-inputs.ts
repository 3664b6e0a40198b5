import { relative } from 'node:path';
import type { JsonSchema, SourceLocation } from '@tiphys/signature/model';
import { type InputSchemas, typedInput } from '../author/pipelines/known-inputs.ts';
import { calledPipelines } from '../ir/called-pipelines.ts';
import type { PipelineInput } from '../ir/component/pipeline-input.ts';
import type {
  CalledInput,
  CalledPipeline,
  CallNode,
  GivenSource,
  InputSource,
  Source,
  TaskNode,
} from '../ir/graph.ts';
import { formOf } from '../ir/json/form-of.ts';
import type { Trace } from '../ir/trace.ts';
import { walkTasks, walkTrace } from '../ir/walk.ts';
import { PipelineError } from '../pipeline-error.ts';

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
  collectReferences(trace.called.references, seen, new Set());
  walkTrace(trace, { task: (task) => collectTask(task, seen) });
  for (const { inputs } of [...trace.called.parts, ...trace.called.references])
    for (const one of inputs) completeInput(one, seen);
  const inputs = trace.inputs.map((source) => {
    const { name, input } = source;
    const resolved = resolveInput(input, given[name], seen.asked.get(source) ?? [], location);
    source.input = { ...resolved, inVariable: seen.inVariable.has(source) };
    return source.input;
  });
  completeOwnInputs(trace);
  return inputs;
}

/** Collects what is in pipelines that run from their objects in the cluster, first in those that they call themselves. */
function collectReferences(
  references: readonly CalledPipeline[],
  seen: Seen,
  visited: Set<CalledPipeline>,
): void {
  for (const reference of references) {
    if (visited.has(reference)) continue;
    visited.add(reference);
    const called = calledPipelines([reference.scope]);
    collectReferences(called.references, seen, visited);
    for (const { scope } of [...called.parts, reference]) walkTasks(scope, (task) => collectTask(task, seen));
    for (const part of called.parts) for (const one of part.inputs) completeInput(one, seen);
  }
}

/** Completes the inputs of a WorkflowTemplate's own template, which the entrypoint calls with the inputs of the workflow. */
function completeOwnInputs({ main: { tasks } }: Trace): void {
  const [call] = tasks;
  if (call?.kind !== 'call' || call.called?.isOwn !== true) return;
  for (const [index, called] of call.called.pipeline.inputs.entries()) {
    const value = call.reads[index];
    if (value?.kind !== 'input' || Object.keys(called.source.schema).length > 1) continue;
    called.source.schema = value.input.schema;
    called.input = value.input;
  }
}

/** Completes an input of a called pipeline from the components that use it. */
function completeInput(called: CalledInput, { asked }: Seen): void {
  const { input, source } = called;
  if (Object.keys(input.schema).length > 0) return;
  const [schema, ...others] = distinct(asked.get(source) ?? []);
  if (schema === undefined || others.length > 0) return;
  source.schema = schema;
  called.input = { ...input, schema, form: formOf(schema) };
}

function resolveInput(
  input: PipelineInput,
  given: JsonSchema | undefined,
  asked: readonly JsonSchema[],
  location?: SourceLocation,
): PipelineInput {
  const typed = typedInput(input, given);
  if (typed !== undefined) return typed;
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
    `The type of the input "${input.name}" is unknown, because no component takes it as it is. ${advise(location)}`,
    { location },
  );
}

function advise(location: SourceLocation | undefined): string {
  const file = location === undefined ? 'FILE' : relative(process.cwd(), location.file);
  return `Run \`tiphys generate ${file}\`, which reads it from its declaration. Or give the input a default, or a schema: input<string>({ schema: { type: 'string' } }).`;
}

function distinct(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()].filter(
    (schema) => Object.keys(schema).length > 0,
  );
}

/** An input of the pipeline, or of one that it calls. */
type AnyInput = InputSource | GivenSource;

/** What the tasks that use the inputs say about them. */
interface Seen {
  readonly asked: Map<AnyInput, JsonSchema[]>;
  /** Inputs that a task gets in an environment variable. */
  readonly inVariable: Set<AnyInput>;
}

function collectTask(task: TaskNode, seen: Seen): void {
  if (task.kind === 'loop' && isInput(task.list)) add(seen.asked, task.list, [{ type: 'array' }]);
  // A text in the location of a file is a string.
  for (const read of task.reads)
    if (read?.kind === 'file')
      for (const { source } of read.parts) if (isInput(source)) add(seen.asked, source, [{ type: 'string' }]);
  if (task.kind !== 'call') return;
  if (task.called === undefined) {
    collectCall(task, seen);
    return;
  }
  // What a called pipeline says about its own inputs is known, because its body is visited first.
  for (const [index, { source }] of task.called.pipeline.inputs.entries()) {
    const value = task.reads[index];
    if (value === undefined || !isInput(value)) continue;
    add(seen.asked, value, seen.asked.get(source) ?? []);
    if (seen.inVariable.has(source)) seen.inVariable.add(value);
  }
}

function collectCall(task: CallNode, { asked, inVariable }: Seen): void {
  const { inputs, remote } = task.component.descriptor;
  for (const [index, { route, schema }] of inputs.entries()) {
    const value = task.reads[index];
    if (value === undefined || !isInput(value)) continue;
    add(asked, value, [schema]);
    if (remote === undefined && route === 'value') inVariable.add(value);
  }
}

function isInput(source: Source): source is AnyInput {
  return source.kind === 'input' || source.kind === 'given';
}

function add(asked: Seen['asked'], source: AnyInput, schemas: readonly JsonSchema[]): void {
  const known = asked.get(source);
  if (known === undefined) asked.set(source, [...schemas]);
  else known.push(...schemas);
}
