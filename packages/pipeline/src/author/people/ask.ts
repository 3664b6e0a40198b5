import { captureSite } from '../../ir/call-site.ts';
import type { InputDeclaration, InputDeclarations, InputType } from '../../ir/component/input-declaration.ts';
import type { PipelineInput } from '../../ir/component/pipeline-input.ts';
import type { QuestionNode } from '../../ir/graph.ts';
import type { Duration } from '../../ir/surface/amounts.ts';
import type { NoOutput, Output } from '../../ir/surface/output.ts';
import type { Problem } from '../../ir/surface/problem.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { createHandle } from '../handles/handle.ts';
import { readEndings } from '../operands/read-endings.ts';
import { durationText } from '../options/duration-text.ts';
import { isPlainObject, show } from '../options/option-check.ts';
import type { ApproveOptions, AskOptions } from '../options/wait-options.ts';
import { assertApproveOptions, assertAskOptions } from '../settings/wait-checks.ts';
import { claimGivenName } from '../tracing/names.ts';
import { addTask, currentScope } from '../tracing/trace-state.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { readField } from './read-field.ts';
import { readMessage } from './read-message.ts';

type RequiredFields<TFields> = {
  [K in keyof TFields]: TFields[K] extends InputDeclaration<unknown, true> ? K : never;
}[keyof TFields];

/** The timeout of a question: it needs an answer for each field. */
export type AskTimeout<TFields> = [RequiredFields<TFields>] extends [never]
  ? Duration
  : Problem<'With a timeout every field needs a default: it is the answer when nobody gives one.'>;

/** The answers to a question. */
export type Answers<TFields> = { readonly [K in keyof TFields]: InputType<TFields[K]> };

/**
 * Asks a person for values, and returns them: the run waits until someone answers in Argo, or with `argo node set` and `argo resume`.
 *
 * Fields are declared as the inputs of a pipeline are: with a default, `oneOf([...])` or `input<T>({ schema })`.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_INVALID_NAME`, `PIPELINE_DUPLICATE_NAME`, `PIPELINE_INVALID_OPTION`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INPUT_TYPE_UNKNOWN`, `PIPELINE_TAG_IN_TEXT`, `PIPELINE_OUTSIDE_BODY`
 * @see https://argo-workflows.readthedocs.io/en/latest/intermediate-inputs/
 * @example
 * ```ts
 * import { notify } from './components.generated.ts';
 *
 * export default pipeline('release', { version: '1.0' }, ({ version }) => {
 *   const { strategy } = ask('how', { strategy: oneOf(['canary', 'all']), share: 10 }, { message: version, timeout: '24h' });
 *   notify({ text: strategy });
 * });
 * ```
 */
export function ask<TFields extends InputDeclarations>(
  name: string,
  fields: TFields,
  options: AskOptions<AskTimeout<NoInfer<TFields>>> = {},
): Output<Answers<TFields>> {
  return withCallerLocation(ask, () => {
    assertQuestionName(name, 'ask', ', { share: 10 }');
    assertAskOptions(options, name);
    // A problem is no value.
    const timeout = options.timeout as Duration | undefined;
    const read = readFields(name, fields, timeout);
    return createHandle(addQuestion(name, { fields: read, timeout, ...options, called: ask }));
  });
}

/**
 * Waits until a person says that the run may go on, in Argo or with `argo resume`. Other tasks wait for it with `after`.
 *
 * @throws PipelineError `PIPELINE_INVALID_NAME`, `PIPELINE_DUPLICATE_NAME`, `PIPELINE_INVALID_OPTION`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_TAG_IN_TEXT`, `PIPELINE_OUTSIDE_BODY`
 * @example
 * ```ts
 * import { notify } from './components.generated.ts';
 *
 * export default pipeline('publish', { text: 'Hello' }, ({ text }) => {
 *   notify({ text }, { after: approve('really', { message: text }) });
 * });
 * ```
 */
export function approve(name: string, options: ApproveOptions = {}): NoOutput {
  return withCallerLocation(approve, () => {
    assertQuestionName(name, 'approve');
    assertApproveOptions(options, name);
    const task = addQuestion(name, { fields: [], timeout: undefined, ...options, called: approve });
    // A task without a result is only something to wait for.
    return createHandle<never>(task) as unknown as NoOutput;
  });
}

function assertQuestionName(name: unknown, called: string, more = ''): void {
  if (typeof name === 'string') return;
  throw new PipelineError(
    'PIPELINE_INVALID_ARGUMENT',
    `${called}(...) takes a name first, not ${show(name)}. Write ${called}('release'${more}).`,
  );
}

interface Question extends ApproveOptions {
  readonly fields: readonly PipelineInput[];
  readonly timeout?: unknown;
  readonly called: (...values: never[]) => unknown;
}

function addQuestion(name: string, { fields, timeout, message, after, called }: Question): QuestionNode {
  const scope = currentScope(called.name);
  const site = captureSite(called);
  const text = readMessage(message, { scope, site, what: `The message of ${called.name}(...)` });
  return addTask({
    kind: 'question',
    scope,
    name: claimGivenName(scope, name),
    fields,
    message: text,
    // It has been checked.
    timeout: timeout === undefined ? undefined : durationText(timeout as Duration),
    site,
    reads: [text],
    bodies: [],
    order: 0,
    after: readEndings(after, scope),
  });
}

function readFields(
  question: string,
  fields: unknown,
  timeout: Duration | undefined,
): readonly PipelineInput[] {
  if (!isPlainObject(fields) || Object.keys(fields).length === 0)
    throw new PipelineError(
      'PIPELINE_INVALID_ARGUMENT',
      `ask(...) needs an object of fields, not ${isPlainObject(fields) ? 'an empty one' : show(fields)}: ask('release', { share: 10 }). To ask only for a go-ahead, write approve('release').`,
    );
  const read = Object.entries(fields).map(([name, declared]) => readField(question, name, declared));
  const missing = read.find((field) => field.default === undefined);
  if (timeout !== undefined && missing !== undefined)
    throw new PipelineError(
      'PIPELINE_INVALID_OPTION',
      `The question "${question}" has a timeout, but its field "${missing.name}" has no default, so there would be no answer when nobody gives one. Give it a default, or remove the timeout.`,
    );
  return read;
}
