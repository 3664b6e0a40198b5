import type { Artifact, Inputs, Outputs, Parameter, ScriptTemplate, Template } from '@tiphys/models';
import type { Resources } from '../../ir/settings/settings.ts';
import { taskNames } from '../../ir/wire/task-protocol.ts';
import { environmentOf } from './container-environment.ts';
import { outputsOfEntry } from './entry-outputs.ts';
import { inputNameOf } from './input-name.ts';
import { durationText, retryStrategyOf } from './retry-strategy.ts';
import type { TemplateEntry } from './template-book.ts';

/** Folder of the input files of a task. Argo creates it, so functions that do not run as root cannot write to it. */
const INPUT_FOLDER = '/tmp/tiphys-inputs';

/** Prefix of the output files of a task. */
const OUTPUT_FILE = '/tmp/tiphys';

/** Writes the template of a component. */
export function writeComponentTemplate(entry: TemplateEntry, source: string, image: string): Template {
  const { settings } = entry;
  const { retry, timeout } = settings;
  return {
    name: entry.name,
    ...writeComponentInputs(entry),
    ...writeComponentOutputs(entry),
    ...(retry === undefined ? {} : { retryStrategy: retryStrategyOf(retry) }),
    ...(timeout === undefined ? {} : { timeout: durationText(timeout) }),
    ...settings.pod,
    script: {
      image: settings.image ?? image,
      command: ['node'],
      ...environmentOf(entry),
      ...(settings.resources === undefined ? {} : { resources: resourcesOf(settings.resources) }),
      ...settings.container,
      source,
    },
  };
}

function writeComponentInputs(entry: TemplateEntry): { readonly inputs?: Inputs } {
  const { inputs } = entry.descriptor;
  if (inputs.length === 0) return {};
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  inputs.forEach((_, index) => {
    const name = inputNameOf(entry.descriptor, index);
    const omitted = entry.omitted.has(index);
    if (entry.files.has(index))
      artifacts.push({ name, path: `${INPUT_FOLDER}/${name}`, ...(omitted ? { optional: true } : {}) });
    else parameters.push(omitted ? { name, default: '' } : { name });
  });
  parameters.push({ name: taskNames.forms, default: entry.forms ?? '{}' });
  return { inputs: { parameters, ...(artifacts.length === 0 ? {} : { artifacts }) } };
}

function writeComponentOutputs(entry: TemplateEntry): { readonly outputs?: Outputs } {
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const { kind, name, optional } of outputsOfEntry(entry)) {
    const path = `${OUTPUT_FILE}-${name}`;
    if (kind === 'artifacts')
      artifacts.push({ name, path, archive: { none: {} }, ...(optional ? { optional } : {}) });
    else parameters.push({ name, valueFrom: { path } });
  }
  if (artifacts.length === 0 && parameters.length === 0) return {};
  return {
    outputs: {
      ...(parameters.length === 0 ? {} : { parameters }),
      ...(artifacts.length === 0 ? {} : { artifacts }),
    },
  };
}

function resourcesOf({ requests, limits }: Resources): NonNullable<ScriptTemplate['resources']> {
  return { ...(requests === undefined ? {} : { requests }), ...(limits === undefined ? {} : { limits }) };
}
