import type { Parameter } from '@tiphys/models';
import type { ComponentBundler, ComponentCode } from '../component-code.ts';
import type { ComponentDescriptor } from '../component-descriptor.ts';
import { PipelineError } from '../pipeline-error.ts';
import type { TemplateEntry } from './template-book.ts';

/** Code of all components of a pipeline. */
export type Codes = ReadonlyMap<ComponentDescriptor, ComponentCode>;

/** Where the code of each template stands. */
export interface PlacedCode {
  /** Text of `script.source` for each template. */
  readonly sources: ReadonlyMap<TemplateEntry, string>;
  /** Workflow parameters that carry code which several templates share. */
  readonly parameters: readonly Parameter[];
}

/** Bytes of code that may stand in the templates, each with its own copy; etcd takes 1.5 MB with the status of all tasks. */
const literalBytes = 400_000;

/** Bytes of code that an object can hold at all. */
const totalBytes = 900_000;

/** Smallest code that is worth a workflow parameter. */
const sharedBytes = 16_384;

/**
 * Decides where the code goes: into each template while all of it fits, else what several templates share into workflow parameters.
 *
 * @throws PipelineError `PIPELINE_CODE_TOO_LARGE` with the largest components
 */
export function placeCode(
  entries: readonly TemplateEntry[],
  codes: Codes,
  loaderFor?: ComponentBundler['loaderFor'],
): PlacedCode {
  const sources = new Map(entries.map((entry) => [entry, codeOf(entry, codes).source]));
  const parameters: Parameter[] = [];
  let total = sum([...sources.values()]);
  if (total > literalBytes && loaderFor !== undefined) {
    for (const group of sharedGroups(entries, codes)) {
      if (total <= literalBytes) break;
      total -= moveToParameter(group, codes, { sources, parameters, loaderFor });
    }
  }
  if (total > totalBytes) throw tooLarge(sources);
  return { sources, parameters };
}

function codeOf(entry: TemplateEntry, codes: Codes): ComponentCode {
  const code = codes.get(entry.descriptor);
  if (code === undefined) throw new Error(`unreachable: no code for ${entry.descriptor.name}`);
  return code;
}

/** Templates with the same large code, those first that save most. */
function sharedGroups(
  entries: readonly TemplateEntry[],
  codes: Codes,
): readonly (readonly TemplateEntry[])[] {
  const groups = Map.groupBy(entries, (entry) => codeOf(entry, codes).hash);
  const saved = (group: readonly TemplateEntry[]): number =>
    sum(group.slice(1).map((entry) => codeOf(entry, codes).source));
  return [...groups.values()]
    .filter(
      (group) => group.length > 1 && group.every((entry) => codeOf(entry, codes).source.length > sharedBytes),
    )
    .sort((a, b) => saved(b) - saved(a));
}

interface Target {
  readonly sources: Map<TemplateEntry, string>;
  readonly parameters: Parameter[];
  readonly loaderFor: ComponentBundler['loaderFor'];
}

/** Moves the code of a group into one workflow parameter and returns how many bytes that saves. */
function moveToParameter(
  group: readonly TemplateEntry[],
  codes: Codes,
  { sources, parameters, loaderFor }: Target,
): number {
  const [first] = group;
  if (first === undefined) return 0;
  const { packed } = codeOf(first, codes);
  const name = `tiphys-code-${first.name}`;
  const before = sum(group.map((entry) => sources.get(entry) ?? ''));
  for (const entry of group)
    sources.set(entry, loaderFor(entry.descriptor, `{{workflow.parameters.${name}}}`));
  parameters.push({
    name,
    description: `Code of ${first.descriptor.name}, packed; leave it as it is.`,
    value: packed,
  });
  return before - packed.length - sum(group.map((entry) => sources.get(entry) ?? ''));
}

function sum(texts: readonly string[]): number {
  return texts.reduce((total, text) => total + text.length, 0);
}

function tooLarge(sources: ReadonlyMap<TemplateEntry, string>): PipelineError {
  const largest = [...sources].sort(([, a], [, b]) => b.length - a.length).slice(0, 5);
  const list = largest
    .map(([entry, source]) => `${entry.name} ${Math.ceil(source.length / 1024)} KiB`)
    .join(', ');
  return new PipelineError('PIPELINE_CODE_TOO_LARGE', {
    message: `The code of the components takes more than the ${Math.floor(totalBytes / 1024)} KiB that a workflow can carry. The largest: ${list}. Import less, or put the packages into an image and leave them out of the bundle.`,
  });
}
