import { captureSite } from '../../ir/call-site.ts';
import type { InputDeclarations, InputsOfDeclarations } from '../../ir/component/input-declaration.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { anyText, assertOptions, listOf, type OptionTable, textOf } from '../options/option-check.ts';
import { readSettings } from '../settings/read-settings.ts';
import { FORMER_SETTINGS } from '../settings/settings-check.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { assertImage, CONTAINER_OUTPUTS, podFields } from './container.ts';
import { assertDefinition, defineContainer } from './define-component.ts';
import type { DefinedComponent, None, OutputSlots, PodDefinition, SlotResult } from './definition-types.ts';
import { readInputs } from './read-inputs.ts';
import { describeResult, readOutputs } from './read-outputs.ts';

/** A script for `component.script`. */
export interface ScriptDefinition<TInputs, TOutputs> extends PodDefinition<TInputs, TOutputs> {
  /** The interpreter: `['bash']`. It gets the path of the script as its last argument. */
  readonly command: readonly string[];
  /**
   * The script. An input is in the variable `IN_name`: a string as it is, everything else as JSON; for a file, its path. The path of an
   * output is in `OUT_name`.
   */
  readonly source: string;
}

const scriptFields: OptionTable<ScriptDefinition<unknown, unknown>> = {
  ...podFields,
  command: listOf("a list of strings such as ['bash']", anyText),
  source: textOf('the text of a script', () => true),
};

/**
 * Creates a component that runs a script in any language.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_INVALID_NAME`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_OUTPUT_TYPE_UNKNOWN`, `PIPELINE_TAG_IN_TEXT`
 */
export function script<TInputs extends InputDeclarations = None, TOutputs extends OutputSlots = None>(
  name: string,
  definition: ScriptDefinition<TInputs, TOutputs>,
): DefinedComponent<TInputs, TOutputs> {
  return withCallerLocation(script, () => {
    assertDefinition('script', name, definition);
    const { inputs, outputs, description, command, source, ...settings } = definition;
    assertOptions(definition, scriptFields, {
      what: `the component ${name}`,
      former: FORMER_SETTINGS,
      required: ['command', 'source'],
    });
    assertImage(settings, name);
    assertNoTag(source, name);
    const left = readOutputs(outputs, { component: name, places: CONTAINER_OUTPUTS });
    return defineContainer<InputsOfDeclarations<TInputs>, SlotResult<TOutputs>>({
      name,
      description,
      inputs: readInputs(inputs, name),
      output: describeResult(left),
      outputs: { kind: 'named', outputs: left },
      body: { kind: 'script', command, source },
      settings: readSettings(settings, captureSite(script)),
    });
  });
}

function assertNoTag(source: string, component: string): void {
  if (!source.includes('{{')) return;
  const line = source.slice(0, source.indexOf('{{')).split('\n').length;
  throw new PipelineError(
    'PIPELINE_TAG_IN_TEXT',
    `Line ${line} of the script of ${component} contains "{{", which Argo would replace. Read inputs from variables ("$IN_name"), and pass other text with "{{" as an input.`,
  );
}
