import { captureSite } from '../../ir/call-site.ts';
import type { TextTree } from '../../ir/component/definition.ts';
import type { InputDeclarations, InputsOfDeclarations } from '../../ir/component/input-declaration.ts';
import type { OutputHandle } from '../../ir/surface/output.ts';
import type { FileRef } from '../../ir/surface/wire.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import type { Component } from '../component.ts';
import { readArrow } from '../formulas/arrow-function.ts';
import { findSource } from '../handles/handle.ts';
import {
  anyText,
  assertOptions,
  flag,
  invalidOption,
  isPlainObject,
  mustBe,
  type OptionTable,
  show,
  textOf,
  wordOf,
} from '../options/option-check.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { assertDefinition, defineComponent, textsOf } from './define-component.ts';
import type { DefinitionTexts, None, OutputSlots, SlotResult } from './definition-types.ts';
import { readInputs } from './read-inputs.ts';
import { describeResult, readOutputs } from './read-outputs.ts';

/** An action on an object of the cluster for `component.resource`. */
export interface ResourceDefinition<TInputs, TOutputs> {
  readonly description?: string;
  readonly inputs?: TInputs;
  /** `jsonPath<T>(path)` for each. */
  readonly outputs?: TOutputs;
  readonly action: 'get' | 'create' | 'apply' | 'delete' | 'replace' | 'patch';
  /** The object. A placeholder that is a whole string becomes the value itself: a number stays a number. */
  readonly manifest: (texts: Pick<DefinitionTexts<TInputs, None>, 'inputs'>) => {
    readonly apiVersion: string;
    readonly kind: string;
    readonly [field: string]: unknown;
  };
  /** Condition on the object that ends the task: `status.succeeded > 0`. */
  readonly success?: string;
  readonly failure?: string;
  /** Whether the object is deleted with the workflow. @default false */
  readonly owned?: boolean;
}

/** A list of keys for `component.data`. */
export interface DataDefinition<TResult> {
  readonly description?: string;
  /** A folder in a bucket: `file.s3({ bucket: 'b', key: 'logs/' })`. */
  readonly list: OutputHandle<FileRef>;
  /** Computes the result from the keys. @default all keys */
  readonly transform?: (keys: readonly string[]) => TResult;
}

/** A call of an executor plugin for `component.plugin`. */
export interface PluginDefinition<TInputs> {
  readonly description?: string;
  readonly inputs?: TInputs;
  /** The field `plugin` of the template. Placeholders are JSON texts of the values: strings have quotes. */
  readonly call: (texts: Pick<DefinitionTexts<TInputs, None>, 'inputs'>) => Readonly<Record<string, unknown>>;
}

const isFunction = mustBe({ wanted: 'a function' }, (value) => typeof value === 'function');

const resourceFields: OptionTable<ResourceDefinition<unknown, unknown>> = {
  description: anyText,
  inputs: () => {},
  outputs: () => {},
  action: wordOf(['get', 'create', 'apply', 'delete', 'replace', 'patch']),
  manifest: isFunction,
  success: textOf('a condition such as "status.succeeded > 0"', (value) => !value.includes('{{')),
  failure: textOf('a condition such as "status.failed > 0"', (value) => !value.includes('{{')),
  owned: flag,
};

/**
 * Creates a component that creates, changes or deletes an object of the cluster.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_INVALID_NAME`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_OUTPUT_TYPE_UNKNOWN`
 */
export function resource<TInputs extends InputDeclarations = None, TOutputs extends OutputSlots = None>(
  name: string,
  definition: ResourceDefinition<TInputs, TOutputs>,
): Component<InputsOfDeclarations<TInputs>, SlotResult<TOutputs>> {
  return withCallerLocation(resource, () => {
    assertDefinition('resource', name, definition);
    const what = `the component ${name}`;
    assertOptions(definition, resourceFields, { what, required: ['action', 'manifest'] });
    const { description, inputs, outputs, action, manifest, success, failure, owned = false } = definition;
    const given = readInputs(inputs, name);
    const left = readOutputs(outputs, { component: name, places: { field: 'jsonPath<T>(path)' } });
    const made: unknown = manifest(textsOf(given, {}) as never);
    if (!isPlainObject(made) || typeof made.apiVersion !== 'string' || typeof made.kind !== 'string')
      throw invalidOption(
        `"manifest" of ${what} must return an object with apiVersion and kind, not ${show(made)}.`,
      );
    return defineComponent<InputsOfDeclarations<TInputs>, SlotResult<TOutputs>>({
      name,
      description,
      inputs: given,
      output: describeResult(left),
      outputs: { kind: 'named', outputs: left },
      body: { kind: 'resource', action, manifest: readTree(made), owned, success, failure },
      settings: {},
    });
  });
}

const dataFields: OptionTable<DataDefinition<unknown>> = {
  description: anyText,
  list: () => {},
  transform: isFunction,
};

/**
 * Creates a component that lists the keys in a bucket.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_INVALID_NAME`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function data<TResult = string[]>(
  name: string,
  definition: DataDefinition<TResult>,
): Component<None, TResult> {
  return withCallerLocation(data, () => {
    assertDefinition('data', name, definition);
    assertOptions(definition, dataFields, { what: `the component ${name}`, required: ['list'] });
    const { description, list, transform } = definition;
    const source = findSource(list);
    if (source?.kind !== 'file' || source.parts.length > 0)
      throw invalidOption(
        `"list" of the component ${name} must be a constant folder in a bucket: file.s3({ bucket: 'b', key: 'logs/' }).`,
      );
    const schema = transform === undefined ? { type: 'array', items: { type: 'string' } } : {};
    return defineComponent<None, TResult>({
      name,
      description,
      inputs: { inputs: [], defaults: {} },
      output: { route: 'value', schema, list: transform === undefined },
      outputs: { kind: 'one', output: { place: 'response', path: '', form: 'json', schema } },
      body: {
        kind: 'data',
        list: source.location,
        transform:
          transform === undefined
            ? undefined
            : readArrow(transform, { called: 'transform', site: captureSite(data) }),
      },
      settings: {},
    });
  });
}

const pluginFields: OptionTable<PluginDefinition<unknown>> = {
  description: anyText,
  inputs: () => {},
  call: isFunction,
};

/**
 * Creates a component that calls an executor plugin.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_INVALID_NAME`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function plugin<TInputs extends InputDeclarations = None>(
  name: string,
  definition: PluginDefinition<TInputs>,
): Component<InputsOfDeclarations<TInputs>, undefined> {
  return withCallerLocation(plugin, () => {
    assertDefinition('plugin', name, definition);
    const what = `the component ${name}`;
    assertOptions(definition, pluginFields, { what, required: ['call'] });
    const { description, inputs, call } = definition;
    const given = readInputs(inputs, name);
    const made: unknown = call(textsOf(given, {}) as never);
    if (!isPlainObject(made))
      throw invalidOption(`"call" of ${what} must return an object, not ${show(made)}.`);
    if (JSON.stringify(made).includes('{{'))
      throw invalidOption(`"call" of ${what} has a text with "{{", which Argo would replace.`);
    return defineComponent<InputsOfDeclarations<TInputs>, undefined>({
      name,
      description,
      inputs: given,
      output: { route: 'none', schema: {}, list: false },
      outputs: { kind: 'named', outputs: {} },
      body: { kind: 'plugin', call: readTree(made) },
      settings: {},
    });
  });
}

/** Returns a copy of a value, which JSON can represent. */
function readTree(value: unknown): TextTree {
  encodeValue(value);
  return JSON.parse(JSON.stringify(value)) as TextTree;
}
