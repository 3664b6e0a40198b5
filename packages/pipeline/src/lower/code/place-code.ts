import type { Parameter } from '@tiphys/models';
import type { ComponentBundler, ComponentCode, SharedCode } from '../../code/component-code.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import { codeTooLarge } from './code-too-large.ts';

/** The code of all components of a pipeline. */
export type Codes = ReadonlyMap<ComponentDescriptor, ComponentCode>;

/** Where the code of each template is. */
export interface PlacedCode {
  /** Text of `script.source` for each template. */
  readonly sources: ReadonlyMap<TemplateEntry, string>;
  /** Workflow parameters with code that several templates share. */
  readonly parameters: readonly Parameter[];
}

/** How templates can share code. */
export interface Sharing {
  readonly loaderFor: ComponentBundler['loaderFor'];
  /** The code of components that are packed together. */
  readonly together: ReadonlyMap<ComponentDescriptor, SharedCode>;
}

/** Maximum size of code without sharing, in bytes. Argo stores up to 1 MiB, including the status of all tasks. */
export const LITERAL_BYTES = 400_000;

/** Maximum size of code in an object, in bytes. */
const TOTAL_BYTES = 900_000;

/**
 * Decides where the code goes: into each template if all of it fits, otherwise shared code goes into workflow parameters.
 *
 * @param sharing undefined if templates cannot use the parameters: a template that another workflow calls gets the parameters
 * of that workflow
 * @throws PipelineError `PIPELINE_CODE_TOO_LARGE` with the largest components
 */
export function placeCode(entries: readonly TemplateEntry[], codes: Codes, sharing?: Sharing): PlacedCode {
  const sources = new Map(entries.map((entry) => [entry, codeOf(entry, codes).source]));
  const parameters: Parameter[] = [];
  let total = sum([...sources.values()]);
  if (total > LITERAL_BYTES && sharing !== undefined) {
    for (const group of sharedGroups(entries, codes, sharing)) {
      if (total <= LITERAL_BYTES) break;
      total -= moveToParameter(group, { sources, parameters, sharing });
    }
  }
  if (total > TOTAL_BYTES)
    throw codeTooLarge({ sources, codes, canShare: sharing !== undefined, limit: TOTAL_BYTES });
  return { sources, parameters };
}

function codeOf(entry: TemplateEntry, codes: Codes): ComponentCode {
  const code = codes.get(entry.descriptor);
  if (code === undefined) throw new Error(`unreachable: no code for ${entry.descriptor.name}`);
  return code;
}

/** Templates that can load their code from one parameter. */
interface SharedGroup {
  readonly packed: string;
  readonly members: readonly { readonly entry: TemplateEntry; readonly key: number | undefined }[];
  /** Number of bytes saved by sharing. */
  readonly saved: number;
}

/** Groups templates that can share code, largest savings first. */
function sharedGroups(
  entries: readonly TemplateEntry[],
  codes: Codes,
  { together, loaderFor }: Sharing,
): readonly SharedGroup[] {
  const members = entries.map((entry) => {
    const shared = together.get(entry.descriptor);
    const { packed, hash, source } = codeOf(entry, codes);
    const loader = loaderFor(entry.descriptor, '', shared?.key);
    return {
      entry,
      key: shared?.key,
      hash: shared?.hash ?? hash,
      packed: shared?.packed ?? packed,
      freed: source.length - loader.length,
    };
  });
  return [...Map.groupBy(members, ({ hash }) => hash).values()]
    .map((group) => {
      const packed = group[0]?.packed ?? '';
      const saved = group.reduce((total, { freed }) => total + freed, -packed.length);
      return { packed, members: group, saved };
    })
    .filter((group) => group.members.length > 1 && group.saved > 0)
    .sort((a, b) => b.saved - a.saved);
}

interface Target {
  readonly sources: Map<TemplateEntry, string>;
  readonly parameters: Parameter[];
  readonly sharing: Sharing;
}

/** Moves the code of a group into one workflow parameter. Returns the number of bytes saved. */
function moveToParameter({ packed, members }: SharedGroup, { sources, parameters, sharing }: Target): number {
  const name = `tiphys-code-${parameters.length + 1}`;
  const tag = `{{workflow.parameters.${name}}}`;
  const before = sum(members.map(({ entry }) => sources.get(entry) ?? ''));
  for (const { entry, key } of members) sources.set(entry, sharing.loaderFor(entry.descriptor, tag, key));
  const users =
    members.length > 3 ? `${members.length} templates` : members.map(({ entry }) => entry.name).join(', ');
  parameters.push({ name, description: `Code of ${users}, packed. Leave it as it is.`, value: packed });
  return before - packed.length - sum(members.map(({ entry }) => sources.get(entry) ?? ''));
}

function sum(texts: readonly string[]): number {
  return texts.reduce((total, text) => total + text.length, 0);
}
