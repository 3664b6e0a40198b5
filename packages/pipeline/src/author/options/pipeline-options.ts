import type { InputDeclarations } from '../../ir/component/input-declaration.ts';
import { isLabelName, isLabelValue, isQualifiedName, isSubdomain } from './kubernetes-syntax.ts';
import {
  assertOptions,
  integerFrom,
  invalidOption,
  listOf,
  mapOf,
  mustBe,
  type OptionTable,
  textOf,
  wordOf,
} from './option-check.ts';
import type { PipelineOptions } from './pipeline-settings.ts';

/** Maximum size of all annotations of an object, in bytes. */
const MAXIMUM_ANNOTATION_BYTES = 262_144;

const metadataKey = {
  wanted: 'at most 63 letters, digits, "-", "_" and ".", optionally with a domain and "/" before it',
  test: isQualifiedName,
};

const filledText = textOf('a string that is not empty', (text) => text.trim() !== '');

const pipelineFields: OptionTable<PipelineOptions<InputDeclarations>> = {
  kind: wordOf(['Workflow', 'WorkflowTemplate', 'CronWorkflow']),
  schedules: listOf("a list of schedules such as ['0 3 * * *']", filledText),
  timezone: filledText,
  concurrencyPolicy: wordOf(['Allow', 'Forbid', 'Replace']),
  description: textOf('a string', () => true),
  namespace: textOf('a name of at most 63 lower-case letters, digits and "-"', isLabelName),
  serviceAccountName: textOf(
    'a name of lower-case letters, digits, "-" and "."',
    (text) => text.includes('{{') || isSubdomain(text),
  ),
  labels: mapOf({
    wanted: "an object such as { team: 'data' }",
    key: metadataKey,
    value: textOf(
      'a string of at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
      isLabelValue,
    ),
  }),
  annotations: mapOf({
    wanted: "an object such as { 'example.com/owner': 'data' }",
    key: metadataKey,
    value: textOf('a string', () => true),
  }),
  parallelism: integerFrom(1),
  activeDeadlineSeconds: integerFrom(1),
  onExit: mustBe({ wanted: 'a function' }, (value) => typeof value === 'function'),
};

/**
 * Checks the options of a pipeline, except for the syntax of schedules.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertPipelineOptions(options: unknown, name: string): void {
  const what = `the pipeline ${name}`;
  assertOptions(options, pipelineFields, what);
  const given = options as PipelineOptions; // just checked
  assertSchedules(given, what);
  assertAnnotations(given, what);
}

function assertSchedules(
  { kind, schedules, timezone, concurrencyPolicy }: PipelineOptions,
  what: string,
): void {
  if (schedules !== undefined && kind !== undefined && kind !== 'CronWorkflow')
    throw invalidOption(
      `"schedules" of ${what} requires a CronWorkflow, but "kind" is ${kind}. Remove one of them.`,
    );
  if (schedules !== undefined || kind === 'CronWorkflow') return;
  const useless =
    timezone !== undefined ? 'timezone' : concurrencyPolicy !== undefined ? 'concurrencyPolicy' : undefined;
  if (useless === undefined) return;
  throw invalidOption(
    `"${useless}" of ${what} has no effect without schedules. Add schedules: ['0 3 * * *'], or remove it.`,
  );
}

function assertAnnotations({ annotations = {}, description = '' }: PipelineOptions, what: string): void {
  const texts = [...Object.entries(annotations).flat(), description];
  const bytes = texts.reduce((total, text) => total + Buffer.byteLength(text), 0);
  if (bytes <= MAXIMUM_ANNOTATION_BYTES) return;
  throw invalidOption(
    `The annotations and the description of ${what} have ${bytes} bytes, but Kubernetes allows ${MAXIMUM_ANNOTATION_BYTES}.`,
  );
}
