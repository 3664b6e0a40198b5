import { captureSite } from '../../ir/call-site.ts';
import type { InputDeclarations, InputsOfDeclarations } from '../../ir/component/input-declaration.ts';
import type { Settings } from '../../ir/settings/settings.ts';
import type { Component } from '../component.ts';
import {
  anyText,
  assertOptions,
  invalidOption,
  isPlainObject,
  type OptionTable,
  show,
} from '../options/option-check.ts';
import { readSettings } from '../settings/read-settings.ts';
import { FORMER_SETTINGS, settingsFields } from '../settings/settings-check.ts';
import { assertName } from '../tracing/names.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { CONTAINER_OUTPUTS, readWords, type Words } from './container.ts';
import { assertDefinition, defineComponent, textsOf } from './define-component.ts';
import type { None, OutputSlots, SlotResult } from './definition-types.ts';
import { readInputs } from './read-inputs.ts';
import { describeResult, readOutputs } from './read-outputs.ts';

/** One container of a set. */
export interface SetContainer<TInputs, TOutputs> {
  readonly image: string;
  readonly command: Words<TInputs, TOutputs>;
  /** Names of containers of the set that must have succeeded before. */
  readonly after?: readonly string[];
}

/** Containers of one pod for `component.containerSet`. */
export interface ContainerSetDefinition<TInputs, TOutputs>
  extends Omit<Settings, 'image' | 'resources' | 'container' | 'code' | 'external'> {
  readonly description?: string;
  readonly inputs?: TInputs;
  /** What the container `main` writes. */
  readonly outputs?: TOutputs;
  readonly containers: Readonly<Record<string, SetContainer<TInputs, TOutputs>>>;
}

const {
  image: _image,
  resources: _resources,
  container: _container,
  code: _code,
  external: _external,
  ...sharedFields
} = settingsFields;

const setFields: OptionTable<ContainerSetDefinition<unknown, unknown>> = {
  description: anyText,
  inputs: () => {},
  outputs: () => {},
  containers: () => {},
  ...sharedFields,
};

/**
 * Creates a component that runs several containers in one pod, one after another or at the same time.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_INVALID_NAME`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_OUTPUT_TYPE_UNKNOWN`
 */
export function containerSet<TInputs extends InputDeclarations = None, TOutputs extends OutputSlots = None>(
  name: string,
  definition: ContainerSetDefinition<TInputs, TOutputs>,
): Component<InputsOfDeclarations<TInputs>, SlotResult<TOutputs>> {
  return withCallerLocation(containerSet, () => {
    assertDefinition('containerSet', name, definition);
    const what = `the component ${name}`;
    assertOptions(definition, setFields, { what, former: FORMER_SETTINGS, required: ['containers'] });
    const { inputs, outputs, description, containers, ...settings } = definition;
    const given = readInputs(inputs, name);
    const left = readOutputs(outputs, { component: name, places: CONTAINER_OUTPUTS });
    assertContainers(containers, what);
    const file = given.inputs.find(({ route }) => route === 'file');
    if (file !== undefined)
      throw invalidOption(
        `The input "${file.name}" of ${what} is a file, which the containers of a set cannot share. Use component.container.`,
      );
    if (Object.keys(left).length > 0 && !Object.hasOwn(containers, 'main'))
      throw invalidOption(`"outputs" of ${what} need a container with the name "main", which writes them.`);
    const texts = textsOf(given, left);
    return defineComponent<InputsOfDeclarations<TInputs>, SlotResult<TOutputs>>({
      name,
      description,
      inputs: given,
      output: describeResult(left),
      outputs: { kind: 'named', outputs: left },
      body: {
        kind: 'containerSet',
        containers: Object.entries(containers).map(([one, { image, command, after = [] }]) => ({
          name: one,
          image,
          command: readWords(command, texts, `"containers.${one}.command" of ${what}`) ?? [],
          after,
        })),
      },
      settings: readSettings(settings, captureSite(containerSet)),
    });
  });
}

function assertContainers(containers: unknown, what: string): void {
  if (!isPlainObject(containers) || Object.keys(containers).length === 0)
    throw invalidOption(
      `"containers" of ${what} must be an object such as { main: { image, command } }, not ${show(containers)}.`,
    );
  const names = Object.keys(containers);
  for (const [name, container] of Object.entries(containers)) {
    assertName(name, 'a container');
    if (!isPlainObject(container) || typeof container.image !== 'string' || container.command === undefined)
      throw invalidOption(`"containers.${name}" of ${what} needs "image" and "command".`);
    const after: readonly unknown[] = Array.isArray(container.after) ? container.after : [];
    const unknown = after.find((one) => one === name || !names.includes(String(one)));
    if (unknown !== undefined)
      throw invalidOption(
        `"containers.${name}.after" of ${what} names ${show(unknown)}, which is not another container of the set.`,
      );
  }
}
