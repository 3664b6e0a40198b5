import type { Artifact, Inputs, Outputs, Parameter, Template } from '@tiphys/models';
import { taskNames } from '../../ir/wire/task-protocol.ts';
import { fileArtifact } from '../context/file-artifact.ts';
import { writeTransfer } from '../context/transfer.ts';
import { taskVariables } from './container-environment.ts';
import { outputsOfEntry } from './entry-outputs.ts';
import { uriOutput } from './file-uri.ts';
import { inputNameOf, inputPath, joinedNames } from './input-name.ts';
import { type KeepPlace, keepResults } from './keep-results.ts';
import type { TemplateEntry } from './template-book.ts';
import { writeSettings } from './template-settings.ts';

/** Prefix of the output files of a task. */
const OUTPUT_FILE = '/tmp/tiphys';

/** What the templates of components have in common. */
export interface ComponentPlace extends KeepPlace {
  /** Image of components without an image. */
  readonly image: string;
}

/** The code of a component. */
export interface ComponentText {
  readonly source: string;
  /** Returns all of it, also what other templates share. */
  readonly whole: () => string;
}

/**
 * Writes the template of a component: two if it has retries, and its results are kept.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`, and what the translation of functions in its settings throws
 */
export function writeComponentTemplate(
  entry: TemplateEntry,
  { source, whole }: ComponentText,
  place: ComponentPlace,
): readonly Template[] {
  const { settings } = entry;
  const { template, container, env: own } = writeSettings(settings, place);
  const env = [...own, ...taskVariables(entry)];
  const { image } = place;
  const written: Template = {
    name: entry.name,
    ...writeComponentInputs(entry),
    ...writeComponentOutputs(entry, place),
    ...template,
    script: {
      image,
      command: ['node'],
      ...container,
      ...(entry.settings.code === undefined ? {} : { image: entry.settings.code.image }),
      ...(env.length === 0 ? {} : { env }),
      source,
    },
  };
  return keepResults(entry, written, { code: whole, image }, place);
}

function writeComponentInputs(entry: TemplateEntry): { readonly inputs?: Inputs } {
  const { inputs } = entry.descriptor;
  const parameters: Parameter[] = entry.collected === undefined ? [] : [{ name: taskNames.fileKey }];
  const artifacts: Artifact[] = [];
  inputs.forEach(({ route }, index) => {
    if (route === 'secret') return;
    const name = inputNameOf(entry.descriptor, index);
    const omitted = entry.omitted.has(index);
    const count = entry.joined.get(index);
    if (count !== undefined)
      artifacts.push(
        ...joinedNames(name, count).map((one, at) => ({ name: one, path: `${inputPath(name)}/${at}` })),
      );
    else if (entry.files.has(index))
      artifacts.push({ name, path: inputPath(name), ...(omitted ? { optional: true } : {}) });
    else parameters.push(omitted ? { name, default: '' } : { name });
  });
  if (inputs.length > 0) parameters.push({ name: taskNames.forms, default: entry.forms ?? '{}' });
  for (const name of entry.settings.inputs ?? []) parameters.push({ name });
  return writeTransfer('inputs', parameters, artifacts);
}

function writeComponentOutputs(
  entry: TemplateEntry,
  { repository }: ComponentPlace,
): { readonly outputs?: Outputs } {
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const { kind, name, optional, collected, stored, addressed } of outputsOfEntry(entry)) {
    // Argo only zips a file whose path ends with the name of the artifact.
    const path = stored?.archive === 'zip' ? `${OUTPUT_FILE}/${name}` : `${OUTPUT_FILE}-${name}`;
    const kept = { ...stored, ...(collected ? { key: `{{inputs.parameters.${taskNames.fileKey}}}` } : {}) };
    if (addressed !== undefined)
      parameters.push(uriOutput({ name, path, stored: kept, site: addressed }, repository));
    if (kind === 'artifacts') artifacts.push(fileArtifact({ name, path }, { ...kept, optional }));
    else parameters.push({ name, valueFrom: { path } });
  }
  return writeTransfer('outputs', parameters, artifacts);
}
