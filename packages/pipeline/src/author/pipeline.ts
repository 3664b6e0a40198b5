import type { JsonSchema } from '@tiphys/signature/model';
import { captureSite } from '../ir/call-site.ts';
import type {
  InputDeclaration,
  InputDeclarations,
  InputsOfDeclarations,
} from '../ir/component/input-declaration.ts';
import type { PipelineInput } from '../ir/component/pipeline-input.ts';
import { formOf } from '../ir/json/form-of.ts';
import type { Run } from '../ir/surface/run.ts';
import { encodeValue } from '../ir/wire/encode-value.ts';
import { PipelineError } from '../pipeline-error.ts';
import type { BodyReturn, ResultOf } from './bodies/body-result.ts';
import { isPlainObject, show } from './options/option-check.ts';
import type { PipelineInputs, PipelineOptions } from './options/pipeline-settings.ts';
import { createPipeline } from './pipelines/create-pipeline.ts';
import type { Pipeline } from './pipelines/pipeline.ts';
import { assertPipelineOptions } from './settings/pipeline-options.ts';
import { readFunctions } from './settings/read-functions.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

/**
 * Creates a pipeline with typed inputs and a body that adds the tasks.
 *
 * The body is called when the pipeline is compiled.
 *
 * @throws PipelineError `PIPELINE_INVALID_NAME`, `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_UNSUPPORTED_VALUE`
 * @example
 * ```ts
 * import { draw, square, total } from './components.generated.ts';
 *
 * export default pipeline('squares', { count: 5 }, ({ count }) => {
 *   const squares = forEach(draw({ count }), (x) => square({ x }));
 *   return { sum: total({ values: squares }) };
 * });
 * ```
 */
export function pipeline<TInputs extends InputDeclarations, TReturn extends BodyReturn>(
  name: string,
  inputs: TInputs,
  body: (inputs: PipelineInputs<TInputs>, run: Run) => TReturn,
  options: PipelineOptions<TInputs, ResultOf<TReturn>> = {},
): Pipeline<InputsOfDeclarations<TInputs>, ResultOf<TReturn>> {
  return withCallerLocation(pipeline, () => {
    assertArguments(name, inputs, body);
    assertPipelineOptions(options, name);
    const site = captureSite(pipeline);
    assertObjectName(name, options.kind ?? (options.schedule === undefined ? 'Workflow' : 'CronWorkflow'));
    return createPipeline({
      kind: 'tiphys-pipeline',
      name,
      inputs: Object.entries(inputs).map(([key, value]) => readInput(key, value)),
      // The options are only used with the inputs of this pipeline.
      options: options as PipelineOptions,
      functions: readFunctions(options, site),
      body,
      site,
    });
  });
}

function assertArguments(name: unknown, inputs: unknown, body: unknown): void {
  const wrong =
    typeof name !== 'string'
      ? ['name', name]
      : !isPlainObject(inputs)
        ? ['object of inputs', inputs]
        : typeof body !== 'function'
          ? ['body', body]
          : undefined;
  if (wrong === undefined) return;
  throw new PipelineError(
    'PIPELINE_INVALID_ARGUMENT',
    `The ${wrong[0]} of the pipeline is ${show(wrong[1])}. Write pipeline('name', { count: 5 }, ({ count }) => { ... }), with {} if it has no inputs.`,
  );
}

const OBJECT_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** Maximum lengths of names. Argo appends a dash and five characters for a Workflow, and a dash and a time for a CronWorkflow. */
const LONGEST = {
  Workflow: 57,
  WorkflowTemplate: 63,
  ClusterWorkflowTemplate: 63,
  CronWorkflow: 52,
} as const;

function assertObjectName(name: string, kind: keyof typeof LONGEST): void {
  if (OBJECT_NAME.test(name) && name.length <= LONGEST[kind]) return;
  throw new PipelineError(
    'PIPELINE_INVALID_NAME',
    `"${name}" is not a valid name for a pipeline. Use lower-case letters, digits and "-", a letter or digit first and last, and at most ${LONGEST[kind]} characters for a ${kind}.`,
  );
}

const INPUT_NAME = /^[A-Za-z_][-A-Za-z0-9_]*$/;

/**
 * Reads the declaration of an input.
 *
 * @throws PipelineError `PIPELINE_INVALID_NAME`, `PIPELINE_UNSUPPORTED_VALUE`
 */
export function readInput(name: string, declared: unknown): PipelineInput {
  // In Argo, `json` is the list of all parameters.
  if (!INPUT_NAME.test(name) || name === 'json') {
    throw new PipelineError(
      'PIPELINE_INVALID_NAME',
      `"${name}" is not a valid name for an input. Use letters, digits, "-" and "_", starting with a letter${name === 'json' ? ', and not "json"' : ''}.`,
    );
  }
  if (isDeclaration(declared)) {
    const { schema, choices, description, from, standard } = declared;
    const value = choices === undefined && !('default' in declared) ? undefined : { value: declared.default };
    return {
      name,
      schema: schema ?? {},
      form: schema === undefined ? undefined : formOf(schema),
      default: value,
      from,
      choices,
      ...(standard === undefined ? {} : { standard }),
      ...(declared.file === true ? { file: true } : {}),
      description,
    };
  }
  encodeValue(declared);
  const schema = schemaOfValue(declared);
  return {
    name,
    schema,
    form: formOf(schema),
    default: { value: declared },
    choices: undefined,
    description: undefined,
  };
}

function isDeclaration(value: unknown): value is InputDeclaration<unknown> {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'tiphys-input';
}

function schemaOfValue(value: unknown): JsonSchema {
  if (value === null) return {};
  if (Array.isArray(value)) return { type: 'array' };
  return { type: typeof value };
}
