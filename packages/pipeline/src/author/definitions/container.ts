import { captureSite } from '../../ir/call-site.ts';
import type { InputDeclarations, InputsOfDeclarations } from '../../ir/component/input-declaration.ts';
import type { Settings } from '../../ir/settings/settings.ts';
import {
  anyText,
  assertOptions,
  invalidOption,
  type OptionCheck,
  type OptionTable,
  show,
} from '../options/option-check.ts';
import { readSettings } from '../settings/read-settings.ts';
import { FORMER_SETTINGS, settingsFields } from '../settings/settings-check.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { assertDefinition, defineContainer, textsOf } from './define-component.ts';
import type {
  DefinedComponent,
  DefinitionTexts,
  None,
  OutputSlots,
  PodDefinition,
  SlotResult,
} from './definition-types.ts';
import { readInputs } from './read-inputs.ts';
import { describeResult, readOutputs } from './read-outputs.ts';

/** The words of a command, or a function that returns them from the inputs and outputs. */
export type Words<TInputs, TOutputs> =
  | readonly string[]
  | ((texts: DefinitionTexts<TInputs, TOutputs>) => readonly string[]);

/** A container for `component.container`. */
export interface ContainerDefinition<TInputs, TOutputs> extends PodDefinition<TInputs, TOutputs> {
  /** The program and its first arguments. @default the command of the image */
  readonly command?: Words<TInputs, TOutputs>;
  /** More arguments. @default those of the image, unless there is a command */
  readonly args?: Words<TInputs, TOutputs>;
}

// Only functions have code.
const { code: _code, external: _external, ...podSettings } = settingsFields;

/** The common checks of definitions that run in a pod. */
export const podFields: OptionTable<
  Omit<Settings, 'code' | 'external'> &
    Pick<PodDefinition<unknown, unknown>, 'description' | 'inputs' | 'outputs'>
> = {
  description: anyText,
  inputs: (): void => {},
  outputs: (): void => {},
  ...podSettings,
};

const wordsCheck: OptionCheck = (value, { what, path }) => {
  if (typeof value === 'function' || isWords(value)) return;
  throw invalidOption(
    `"${path}" of ${what} must be a list of strings, or a function that returns one, not ${show(value)}.`,
  );
};

const containerFields: OptionTable<ContainerDefinition<unknown, unknown>> = {
  ...podFields,
  command: wordsCheck,
  args: wordsCheck,
};

/** Where the outputs of a container may be, each with the call that declares it. */
export const CONTAINER_OUTPUTS = {
  path: 'output<T>(path)',
  file: 'outputFile(path)',
  stdout: 'stdout<T>()',
} as const;

/**
 * Creates a component that runs a container.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_INVALID_NAME`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_OUTPUT_TYPE_UNKNOWN`
 */
export function container<TInputs extends InputDeclarations = None, TOutputs extends OutputSlots = None>(
  name: string,
  definition: ContainerDefinition<TInputs, TOutputs>,
): DefinedComponent<TInputs, TOutputs> {
  return withCallerLocation(container, () => {
    assertDefinition('container', name, definition);
    const { inputs, outputs, description, command, args, ...settings } = definition;
    const what = `the component ${name}`;
    assertOptions(definition, containerFields, { what, former: FORMER_SETTINGS });
    assertImage(settings, name);
    const given = readInputs(inputs, name);
    const left = readOutputs(outputs, { component: name, places: CONTAINER_OUTPUTS });
    const texts = textsOf(given, left);
    return defineContainer<InputsOfDeclarations<TInputs>, SlotResult<TOutputs>>({
      name,
      description,
      inputs: given,
      output: describeResult(left),
      outputs: { kind: 'named', outputs: left },
      body: {
        kind: 'container',
        command: readWords(command, texts, `"command" of ${what}`),
        args: readWords(args, texts, `"args" of ${what}`),
      },
      settings: readSettings(settings, captureSite(container)),
    });
  });
}

/**
 * Checks that a definition names an image.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 */
export function assertImage({ image }: Settings, component: string): void {
  if (image === undefined) throw invalidOption(`The component ${component} needs "image", which is missing.`);
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((word) => typeof word === 'string');
}

/**
 * Returns the words of a command.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 */
export function readWords(
  // The functions of a definition take the texts of its own inputs and outputs.
  given: readonly string[] | ((texts: never) => readonly string[]) | undefined,
  texts: DefinitionTexts<Readonly<Record<string, string>>, Readonly<Record<string, string>>>,
  what: string,
): readonly string[] | undefined {
  if (given === undefined) return undefined;
  const words: unknown = typeof given === 'function' ? given(texts as never) : given;
  if (!isWords(words)) throw invalidOption(`${what} must be a list of strings, not ${show(words)}.`);
  return words;
}
