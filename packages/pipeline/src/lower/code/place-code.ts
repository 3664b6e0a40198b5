import type { Parameter } from '@tiphys/models';
import type { ComponentCode, SharedPart } from '../../code/component-code.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import { codeTooLarge } from './code-too-large.ts';
import type { Codes, PlacedCode } from './placed-code.ts';

/** Maximum size of code in an object, in bytes. Argo stores up to 1 MiB, including the status of all tasks. */
const TOTAL_BYTES = 900_000;

/** Name of the workflow parameter with the code that runs functions as tasks. */
const RUNTIME_PARAMETER = 'tiphys-runtime';

/** Prefix of the names of workflow parameters with other code that templates share. */
const CODE_PARAMETER = 'tiphys-code-';

/** Tells whether templates can use workflow parameters. Those of a WorkflowTemplate see the parameters of the workflow that calls them. */
export function sharesCode({ kind }: { readonly kind?: unknown }): boolean {
  return !String(kind).endsWith('WorkflowTemplate');
}

/**
 * Decides where the code goes: what templates share goes into workflow parameters, and the rest into each template.
 *
 * @param canShare whether templates can use workflow parameters. They cannot if another workflow calls them, because they get the parameters
 * of that workflow.
 * @throws PipelineError `PIPELINE_CODE_TOO_LARGE` with the largest components
 */
export function placeCode(entries: readonly TemplateEntry[], codes: Codes, canShare: boolean): PlacedCode {
  const names = new Map<string, string>();
  const parameters: Parameter[] = [];
  const nameOf = (part: SharedPart, isRuntime: boolean): string => {
    const known = names.get(part.text);
    if (known !== undefined) return known;
    const name = isRuntime ? RUNTIME_PARAMETER : `${CODE_PARAMETER}${names.size}`;
    names.set(part.text, name);
    const description = isRuntime
      ? 'Code of Tiphys that runs each function, packed. Leave it as it is.'
      : `Code that functions import, packed: ${part.title}. Leave it as it is.`;
    parameters.push({ name, description, value: part.text });
    return name;
  };
  const sources = new Map(
    entries.map((entry) => {
      const code = codeOf(entry, codes);
      if (!canShare || code.shared === undefined) return [entry, code.alone()];
      const { parts, sourceWith } = code.shared;
      const tags = parts.map((part, index) => `{{workflow.parameters.${nameOf(part, index === 0)}}}`);
      return [entry, sourceWith(tags)];
    }),
  );
  const texts = [...sources.values(), ...parameters.map(({ value = '' }) => String(value))];
  if (texts.reduce((total, text) => total + text.length, 0) > TOTAL_BYTES)
    throw codeTooLarge({ sources, parameters, codes, canShare, limit: TOTAL_BYTES });
  return { sources, parameters };
}

function codeOf(entry: TemplateEntry, codes: Codes): ComponentCode {
  const code = codes.get(entry.descriptor);
  if (code === undefined) throw new Error(`unreachable: no code for ${entry.descriptor.name}`);
  const { code: place } = entry.settings;
  return (place && code.inImage?.(place.path)) ?? code;
}
