import type { Artifact, Parameter } from '@tiphys/models';
import { type CallSite, locate } from '../../ir/call-site.ts';
import { type CallableKind, callableOf } from '../../ir/callable.ts';
import type { CallNode, Source } from '../../ir/graph.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import { type ArgumentForm, taskNames } from '../../ir/wire/task-protocol.ts';
import { findSizeFault } from '../../ir/wire/variable-size.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { inputNameOf, joinedNames } from '../component/input-name.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import type { BodyContext, Waits } from '../context/body-context.ts';
import { writeTransfer } from '../context/transfer.ts';
import { usesExitCode, writeWithExitCode } from '../handlers/with-exit-code.ts';
import { artifactFrom } from '../templates/artifact-from.ts';
import { dependsOn } from '../templates/call-template.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { fileKeyOf } from '../values/files-key.ts';
import { literalItems } from '../values/list-text.ts';
import { rawData } from '../values/raw-data.ts';
import { type ReadPlace, readValue } from '../values/read-value.ts';
import type { CallWriter } from './call-writer.ts';
import { settingArguments } from './setting-arguments.ts';
import { writeDefinitionCall } from './write-definition-call.ts';
import { writePipelineCall } from './write-pipeline-call.ts';
import { writeTemplateCall } from './write-template-call.ts';

/** What the enclosing body sets for a task. */
export interface CallerDetails {
  /** Name of the task. @default its own name */
  readonly name?: string;
  /** What the task waits for already. @default nothing */
  readonly waits?: Waits;
}

/** How each kind of call is written. */
const WRITERS: Readonly<Record<CallableKind, CallWriter>> = {
  function: writeFunctionCall,
  template: writeTemplateCall,
  pipeline: writePipelineCall,
  definition: writeDefinitionCall,
};

/** Writes the task that runs a component. */
export function writeCall(
  task: CallNode,
  context: BodyContext,
  state: ManifestState,
  { name = task.name, waits = [] }: CallerDetails = {},
): WrittenTask {
  const write = WRITERS[callableOf(task)];
  if (!usesExitCode(task)) return write(task, context, state, { name, waits });
  return writeWithExitCode(task, { context, state, name, waits }, (plain, inner) =>
    write(plain, inner, state, { name, waits: [] }),
  );
}

function writeFunctionCall(
  task: CallNode,
  context: BodyContext,
  state: ManifestState,
  { name, waits }: Required<CallerDetails>,
): WrittenTask {
  const entry = state.book.entryOf(task);
  const place: ReadPlace = { context, waits, trees: state.trees, isLeaf: true };
  const { inputs } = entry.descriptor;
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  const forms: (ArgumentForm | undefined)[] = [];
  for (let index = 0; index < inputs.length; index += 1) {
    const value = task.reads[index];
    const inputName = inputNameOf(entry.descriptor, index);
    if (value === undefined) {
      forms.push(isSecret(entry, index) ? TEXT : ABSENT);
      continue;
    }
    if (value.kind === 'files') {
      forms.push(undefined);
      const names = joinedNames(inputName, value.files.length);
      artifacts.push(...value.files.map((file, at) => artifactFrom(names[at] ?? '', readValue(file, place))));
      continue;
    }
    const read = readValue(value, place);
    if (read.list) {
      forms.push(undefined);
      artifacts.push({ name: inputName, s3: { key: read.text }, optional: true });
      continue;
    }
    forms.push(read.form.kind === 'value' ? undefined : read.form);
    if (!entry.files.has(index)) {
      assertItemSize(value, task);
      parameters.push(state.sites.add({ name: inputName, value: read.text }, formulaSite(value)));
    } else if (read.artifact) artifacts.push(artifactFrom(inputName, read));
    else artifacts.push({ name: inputName, raw: { data: rawData(read, schemaOf(value)) } });
  }
  addForms(entry, forms, parameters);
  parameters.push(...settingArguments(task, entry, place));
  if (task.collected !== undefined)
    parameters.push({ name: taskNames.fileKey, value: fileKeyOf(task.collected.loop, place) });
  context.addEndings(task, waits);
  return {
    name,
    ...dependsOn(waits),
    template: entry.name,
    ...writeTransfer('arguments', parameters, artifacts),
  };
}

/** Tells whether an input gets a key of a Secret. */
function isSecret({ descriptor, settings }: TemplateEntry, index: number): boolean {
  const name = descriptor.inputs[index]?.name ?? '';
  return settings.secrets !== undefined && Object.hasOwn(settings.secrets, name);
}

/** Checks the size of literal items, which are passed in an environment variable one by one. */
function assertItemSize(value: Source, { site }: CallNode): void {
  if (value.kind !== 'item') return;
  const largest = literalItems(value.loop).reduce((most, text) => Math.max(most, text.length), 0);
  const fault = findSizeFault(largest, 'T');
  if (fault === undefined) return;
  throw new PipelineError('PIPELINE_VALUE_TOO_LARGE', `An item of the loop is too large. ${fault}`, {
    location: locate(site),
  });
}

/** Returns the location of an expression, which may be far from the call that uses it. */
function formulaSite(value: Source): CallSite | undefined {
  return value.kind === 'expression' ? value.formula.site : undefined;
}

const PLAIN = { kind: 'value' } as const;
const ABSENT: ArgumentForm = { kind: 'absent' };
const TEXT: ArgumentForm = { kind: 'text' };

/** Adds the forms of the arguments if they differ from the default of the template. */
function addForms(
  entry: TemplateEntry,
  forms: readonly (ArgumentForm | undefined)[],
  parameters: Parameter[],
): void {
  const text = formsText(entry, forms);
  if (text === undefined) return;
  if (entry.forms === undefined) entry.forms = text;
  else if (entry.forms !== text) parameters.push({ name: taskNames.forms, value: text });
}

const plainForms = new WeakMap<TemplateEntry, string>();

function formsText(entry: TemplateEntry, forms: readonly (ArgumentForm | undefined)[]): string | undefined {
  if (forms.length === 0) return undefined;
  if (forms.every((form) => form === undefined)) {
    const known = plainForms.get(entry);
    if (known !== undefined) return known;
  }
  const named = entry.descriptor.inputs.map((input, index) => [input.name, forms[index] ?? PLAIN]);
  const text = JSON.stringify(Object.fromEntries(named));
  if (forms.every((form) => form === undefined)) plainForms.set(entry, text);
  return text;
}
