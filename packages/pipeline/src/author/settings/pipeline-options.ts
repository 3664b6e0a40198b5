import { isLabelName, isLabelValue, isQualifiedName } from '@tiphys/models/facts';
import type { InputDeclarations } from '../../ir/component/input-declaration.ts';
import type { ArtifactOptions, Schedule, Workspace } from '../../ir/settings/pipeline-settings.ts';
import {
  anyText,
  assertOptions,
  fields,
  filledText,
  flag,
  invalidOption,
  listOf,
  mapOf,
  mustBe,
  type OptionCheck,
  type OptionTable,
  orOutput,
  textOf,
  wordOf,
} from '../options/option-check.ts';
import type { PipelineOptions } from '../options/pipeline-settings.ts';
import { durationCheck } from './checks/duration-check.ts';
import { mountPathCheck } from './checks/mounts-check.ts';
import { handlerFields } from './group-check.ts';
import { lockCheck } from './locks.ts';
import { modelFields } from './model-fields.ts';
import { repositoryCheck } from './repository.ts';
import { FORMER_SETTINGS, serviceAccountCheck, settingsFields } from './settings-check.ts';
import { claimFields } from './volume.ts';

/** Maximum size of all annotations of an object, in bytes. */
const MAXIMUM_ANNOTATION_BYTES = 262_144;

const metadataKey = {
  wanted: 'at most 63 letters, digits, "-", "_" and ".", optionally with a domain and "/" before it',
  test: isQualifiedName,
};

const conditionCheck = mustBe(
  { wanted: 'a function such as (cron) => cron.failed < 3' },
  (value) => typeof value === 'function',
);

const scheduleFields: OptionTable<Schedule> = {
  at: listOf("a list of schedules such as ['0 3 * * *']", filledText),
  timezone: filledText,
  overlap: wordOf(['Allow', 'Forbid', 'Replace']),
  if: conditionCheck,
  stopWhen: conditionCheck,
  cron: modelFields({
    definition: 'CronWorkflowSpec',
    elsewhere: {
      schedule: 'Write schedule: { at: [...] }.',
      schedules: 'Write schedule: { at: [...] }.',
      timezone: 'Write schedule: { timezone: ... }.',
      concurrencyPolicy: 'Write schedule: { overlap: ... }.',
      when: 'Write schedule: { if: (cron) => ... }.',
      stopStrategy: 'Write schedule: { stopWhen: (cron) => ... }.',
      workflowSpec: 'It is the pipeline itself.',
    },
  }),
};

const bySpec = (option: string): string => `It is the option "${option}" of the pipeline.`;
const BY_TIPHYS = 'Tiphys sets it.';

const labelText = textOf(
  'a string of at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
  isLabelValue,
);

function labelsOf(value: OptionCheck): OptionCheck {
  return mapOf({ wanted: "an object such as { team: 'data' }", key: metadataKey, value });
}

const labelsCheck = labelsOf(labelText);

/** Checks labels that a function returned: some of them may be outputs. */
export const computedLabelsCheck: OptionCheck = labelsOf(orOutput(labelText));

const artifactFields = fields<ArtifactOptions>({
  repository: repositoryCheck,
  keep: wordOf(['never', 'with-workflow', 'always']),
  logs: flag,
});

const pipelineFields: OptionTable<PipelineOptions<InputDeclarations>> = {
  kind: wordOf(['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow']),
  schedule: fields(scheduleFields, ['at']),
  title: filledText,
  description: anyText,
  namespace: textOf('a name of at most 63 lower-case letters, digits and "-"', isLabelName),
  labels: (value, place) => {
    if (typeof value !== 'function') labelsCheck(value, place);
  },
  annotations: mapOf({
    wanted: "an object such as { 'example.com/owner': 'data' }",
    key: metadataKey,
    value: anyText,
  }),
  defaults: fields(settingsFields, [], FORMER_SETTINGS),
  workspace: fields<Workspace>({ ...claimFields, path: mountPathCheck }, ['size']),
  artifacts: artifactFields,
  lock: lockCheck,
  transform: mustBe(
    { wanted: 'a function such as (workflow) => workflow' },
    (value) => typeof value === 'function',
  ),
  deadline: durationCheck,
  spec: modelFields({
    definition: 'WorkflowSpec',
    also: { serviceAccountName: serviceAccountCheck },
    elsewhere: {
      arguments: 'Declare inputs of the pipeline.',
      entrypoint: BY_TIPHYS,
      templates: BY_TIPHYS,
      onExit: bySpec('onExit'),
      workflowTemplateRef: BY_TIPHYS,
      templateDefaults: bySpec('defaults'),
      synchronization: bySpec('lock'),
      hooks: bySpec('hooks'),
      artifactRepositoryRef: bySpec('artifacts'),
      artifactGC: bySpec('artifacts'),
      archiveLogs: bySpec('artifacts'),
      activeDeadlineSeconds: bySpec('deadline'),
      volumes: 'Mount them with the setting "mounts".',
      volumeClaimTemplates: 'Mount volume.perRun({ size }) with the setting "mounts".',
    },
  }),
  ...handlerFields,
};

/** Former options of a pipeline, each with what to write now. */
const FORMER_OPTIONS: Readonly<Record<string, string>> = {
  schedules: "Write schedule: { at: ['0 3 * * *'] }.",
  timezone: "Write schedule: { at: [...], timezone: 'Europe/Berlin' }.",
  concurrencyPolicy: "Write schedule: { at: [...], overlap: 'Forbid' }.",
  serviceAccountName: "Write spec: { serviceAccountName: 'runner' }.",
  parallelism: 'Write spec: { parallelism: 4 }.',
  activeDeadlineSeconds: 'Write deadline: 3600.',
};

/**
 * Checks the options of a pipeline, except for the syntax of schedules.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertPipelineOptions(options: unknown, name: string): void {
  const what = `the pipeline ${name}`;
  assertOptions(options, pipelineFields, { what, former: FORMER_OPTIONS });
  const given = options as PipelineOptions; // just checked
  assertSchedule(given, what);
  assertNamespace(given, what);
  assertAnnotations(given, what);
}

function assertNamespace({ kind, namespace }: PipelineOptions, what: string): void {
  if (kind !== 'ClusterWorkflowTemplate' || namespace === undefined) return;
  throw invalidOption(
    `"namespace" of ${what} has no effect, because a ClusterWorkflowTemplate has none. Remove it.`,
  );
}

function assertSchedule({ kind, schedule }: PipelineOptions, what: string): void {
  if (schedule === undefined || kind === undefined || kind === 'CronWorkflow') return;
  throw invalidOption(
    `"schedule" of ${what} requires a CronWorkflow, but "kind" is ${kind}. Remove one of them.`,
  );
}

function assertAnnotations(
  { annotations = {}, description = '', title = '' }: PipelineOptions,
  what: string,
): void {
  const texts = [...Object.entries(annotations).flat(), description, title];
  const bytes = texts.reduce((total, text) => total + Buffer.byteLength(text), 0);
  if (bytes <= MAXIMUM_ANNOTATION_BYTES) return;
  throw invalidOption(
    `The annotations and the description of ${what} have ${bytes} bytes, but Kubernetes allows ${MAXIMUM_ANNOTATION_BYTES}.`,
  );
}
