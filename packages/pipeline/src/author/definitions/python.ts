import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { JsonSchema } from '@tiphys/signature/model';
import { captureSite, locate } from '../../ir/call-site.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { DefinedOutputs } from '../../ir/component/definition.ts';
import type {
  InputDeclaration,
  InputDeclarations,
  InputsOfDeclarations,
} from '../../ir/component/input-declaration.ts';
import type { Settings } from '../../ir/settings/settings.ts';
import type { OutputFile } from '../../ir/surface/markers.ts';
import { PipelineError } from '../../pipeline-error.ts';
import {
  anyText,
  assertOptions,
  didYouMean,
  filledText,
  listOf,
  type OptionTable,
  textOf,
} from '../options/option-check.ts';
import { readSettings } from '../settings/read-settings.ts';
import { FORMER_SETTINGS, settingsFields } from '../settings/settings-check.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { assertDefinition, defineContainer } from './define-component.ts';
import type { ContainerComponent, None } from './definition-types.ts';
import { isDeclaration, readInputs } from './read-inputs.ts';

/** The common fields of definitions in Python. */
interface PythonParts<TInputs> extends Settings {
  /** Path of the file, relative to the module of the definition. */
  readonly file: string;
  readonly description?: string;
  /** A default value, `input<T>()`, `oneOf([...])` or `inputFile()` for each. */
  readonly inputs?: TInputs;
  /** Packages for pip, such as `pandas==2.3.3`. Those that the image has are not installed again. */
  readonly requirements?: readonly string[];
}

/** A function in a Python file for `component.python`. */
export interface PythonDefinition<TInputs, TResult> extends PythonParts<TInputs> {
  /** Name of the function. It gets the inputs by name. */
  readonly call: string;
  /** The type of its result: `input<T>()`, or `inputFile()` if it returns the path of a file. @default nothing */
  readonly returns?: InputDeclaration<TResult>;
}

/** A notebook for `component.notebook`. */
export type NotebookDefinition<TInputs> = PythonParts<TInputs>;

/** Image of definitions in Python without an image. */
const PYTHON_IMAGE = 'python:3.13-slim';

/** Where the result is written. */
const RESULT_PATH = '/tmp/tiphys-result';

const partFields: OptionTable<PythonParts<unknown>> = {
  file: filledText,
  description: anyText,
  inputs: () => {},
  requirements: listOf("a list of packages such as ['pandas==2.3.3']", filledText),
  ...settingsFields,
};

const pythonFields: OptionTable<PythonDefinition<unknown, unknown>> = {
  ...partFields,
  call: textOf('the name of a function', (value) => /^[A-Za-z_]\w*$/.test(value)),
  returns: () => {},
};

/**
 * Creates a component that runs a function of a Python file. The function gets the inputs by name and returns a value that JSON can represent.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_INVALID_NAME`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_FILE_MISSING`
 */
export function python<TInputs extends InputDeclarations = None, TResult = undefined>(
  name: string,
  definition: PythonDefinition<TInputs, TResult>,
): ContainerComponent<InputsOfDeclarations<TInputs>, TResult> {
  return withCallerLocation(python, () => {
    assertDefinition('python', name, definition);
    const { inputs, description, file, call, returns, requirements = [], ...settings } = definition;
    assertOptions(definition, pythonFields, {
      what: `the component ${name}`,
      former: FORMER_SETTINGS,
      required: ['file', 'call'],
    });
    const source = readSource(file, python, name);
    assertFunction(source, call, file);
    return defineContainer<InputsOfDeclarations<TInputs>, TResult>({
      name,
      description,
      inputs: readInputs(inputs, name),
      ...resultOf(returns, name),
      body: { kind: 'python', file, source, call, requirements },
      settings: readSettings({ image: PYTHON_IMAGE, ...settings }, captureSite(python)),
    });
  });
}

/**
 * Creates a component that runs a Jupyter notebook with papermill. The inputs replace the variables of the cell with the tag `parameters`. The
 * result is the notebook with its outputs.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_INVALID_NAME`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_FILE_MISSING`
 */
export function notebook<TInputs extends InputDeclarations = None>(
  name: string,
  definition: NotebookDefinition<TInputs>,
): ContainerComponent<InputsOfDeclarations<TInputs>, OutputFile<'notebook'>> {
  return withCallerLocation(notebook, () => {
    assertDefinition('notebook', name, definition);
    const { inputs, description, file, requirements = ['papermill', 'ipykernel'], ...settings } = definition;
    assertOptions(definition, partFields, {
      what: `the component ${name}`,
      former: FORMER_SETTINGS,
      required: ['file'],
    });
    return defineContainer<InputsOfDeclarations<TInputs>, OutputFile<'notebook'>>({
      name,
      description,
      inputs: readInputs(inputs, name),
      ...fileResult,
      body: {
        kind: 'python',
        file,
        source: readSource(file, notebook, name),
        call: undefined,
        requirements,
      },
      settings: readSettings({ image: PYTHON_IMAGE, ...settings }, captureSite(notebook)),
    });
  });
}

type AnyFunction = (...values: never[]) => unknown;

function readSource(file: string, called: AnyFunction, component: string): string {
  const place = locate(captureSite(called));
  // Test runners put the URL of a source map's source after the folder of the module.
  const folder = place === undefined ? '.' : dirname(place.file.replace(/^.*\bfile:(?=\/)/, ''));
  const path = resolve(folder, file);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new PipelineError(
      'PIPELINE_FILE_MISSING',
      `The file "${file}" of the component ${component} cannot be read: ${path}. Write its path relative to the module of the definition.`,
      { cause: error },
    );
  }
}

/** Checks that a file defines a function, as far as its text tells. */
function assertFunction(source: string, call: string, file: string): void {
  const own = new RegExp(
    `^(?:(?:async\\s+)?def\\s+${call}\\b|${call}\\s*[:=]|class\\s+${call}\\b|from\\s.*\\bimport\\b)`,
    'm',
  );
  if (own.test(source)) return;
  const names = [...source.matchAll(/^(?:async\s+)?def\s+(\w+)/gm)].map(([, name = '']) => name);
  const list = names.length === 0 ? 'It has no functions.' : `Its functions are ${names.join(', ')}.`;
  throw new PipelineError(
    'PIPELINE_INVALID_OPTION',
    `${basename(file)} has no function "${call}". ${didYouMean(call, names) ?? list}`,
  );
}

interface Result {
  readonly output: ComponentDescriptor['output'];
  readonly outputs: DefinedOutputs;
}

const noResult: Result = {
  output: { route: 'none', schema: {}, list: false },
  outputs: { kind: 'named', outputs: {} },
};

const fileResult: Result = {
  output: { route: 'file', schema: {}, list: false },
  outputs: { kind: 'one', output: { place: 'file', path: RESULT_PATH, form: 'text', schema: {} } },
};

function valueResult(schema: JsonSchema): Result {
  return {
    output: { route: 'value', schema, list: schema.type === 'array' },
    outputs: { kind: 'one', output: { place: 'path', path: RESULT_PATH, form: 'value', schema } },
  };
}

function resultOf(returns: unknown, component: string): Result {
  if (returns === undefined) return noResult;
  if (!isDeclaration(returns))
    throw new PipelineError(
      'PIPELINE_INVALID_OPTION',
      `"returns" of the component ${component} must be input<T>(), or inputFile() for a file.`,
    );
  if (returns.file === true) return fileResult;
  return valueResult(returns.schema ?? returns.typeSchema ?? {});
}
