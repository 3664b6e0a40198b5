import type { EnvVar, Template } from '@tiphys/models';
import { locate } from '../../ir/call-site.ts';
import type { ContainerBody } from '../../ir/component/definition.ts';
import { PipelineError } from '../../pipeline-error.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import type { WrittenSettings } from '../component/template-settings.ts';
import { writeWords } from './container-words.ts';
import { textVariables } from './input-variables.ts';

/** Writes the container of a definition. Its inputs are variables, which Kubernetes puts into the command. */
export function writeContainer(
  { command, args }: ContainerBody,
  entry: TemplateEntry,
  settings: WrittenSettings,
): Partial<Template> {
  const words = {
    ...(command === undefined ? {} : { command: writeWords(command, entry) }),
    ...(args === undefined ? {} : { args: writeWords(args, entry) }),
  };
  const usesBraces = [words.command, words.args].flat().some((word) => word?.includes('$(BRACE)'));
  const values = entry.descriptor.inputs.filter(({ route }) => route === 'value');
  const variables = textVariables(values, usesBraces);
  return { container: { ...containerWith(variables, entry, settings), ...words } };
}

/** Returns the container of the settings, with more variables after those of the settings. */
export function containerWith(
  variables: readonly EnvVar[],
  entry: TemplateEntry,
  { container, env: own }: WrittenSettings,
): WrittenSettings['container'] & { readonly image: string } {
  assertFree(variables, entry);
  const env = [...own, ...variables];
  const { image = '', ...rest } = container;
  return { image, ...rest, ...(env.length === 0 ? {} : { env }) };
}

/**
 * Checks that the settings have none of the variables of the inputs.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 */
function assertFree(variables: readonly EnvVar[], { settings, descriptor, site }: TemplateEntry): void {
  const taken = variables.find(({ name }) => settings.env !== undefined && Object.hasOwn(settings.env, name));
  if (taken === undefined) return;
  throw new PipelineError(
    'PIPELINE_INVALID_OPTION',
    `"env" of ${descriptor.name} sets "${taken.name}", which holds an input. Rename the variable.`,
    { location: locate(site) },
  );
}
