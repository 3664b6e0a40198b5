import type { ExpressionNode } from '@tiphys/expression';
import { fromJson, member, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import type { FormulaTrees } from '../../expression/tree/formula-trees.ts';
import { hasMoreNodes, substituteOperands } from '../../expression/tree/formula-trees.ts';
import { printTag, referenceTag } from '../../expression/tree/print-tag.ts';
import { locate } from '../../ir/call-site.ts';
import { describeSource } from '../../ir/describe-source.ts';
import {
  type ExpressionSource,
  type FieldSource,
  type FileSource,
  type InputSource,
  isTask,
  type Source,
  type TaskNode,
  type UriSource,
  type VariableSource,
} from '../../ir/graph.ts';
import { literalNode } from '../../ir/json/literal-node.ts';
import { assertNoFile } from '../../ir/outputs/assert-no-file.ts';
import { type GivenForm, isRaw, namedOutputOf, outputsOf, VALUE_FORM } from '../../ir/outputs/outputs.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import { widened } from '../../ir/widened.ts';
import { PipelineError } from '../../pipeline-error.ts';
import type { BodyContext, RootSource, Waits } from '../context/body-context.ts';
import type { ValueReference } from '../context/reference.ts';
import { type Encoding, encodingFor, escapeText } from './escape-text.ts';
import { writeLocation } from './file-location.ts';
import { decodeForm, encodeNode, textOfForm, textOfObject } from './form.ts';

/** The place where a value is used. */
export interface ReadPlace {
  readonly context: BodyContext;
  readonly waits: Waits;
  readonly trees: FormulaTrees;
  /** Whether the place is in outputs, where Argo has no workflow parameters. */
  readonly inOutputs?: boolean;
  /** Whether the template that gets the value reads it only in expressions, so that Argo does not quote it. */
  readonly isLeaf?: boolean;
}

/** A value as an argument: text for a parameter, or the tag of an artifact. */
export interface ReadValue {
  readonly text: string;
  readonly form: GivenForm;
  readonly artifact: boolean;
  /** Whether the text is the tag of an expression, which cannot be the `parameter` of an output. */
  readonly isExpression: boolean;
  /** Whether the artifact may be missing. */
  readonly optional?: true;
  /** Whether the text is the key of a folder with a list of files. */
  readonly list?: true;
  /** Where the artifact is, if it is a file from elsewhere. */
  readonly location?: FileSource['location'];
}

/** Reads a source as an argument of a task. */
export function readValue(given: Source, place: ReadPlace): ReadValue {
  const source = widened(given);
  switch (source.kind) {
    case 'literal':
      return { text: source.text, form: VALUE_FORM, artifact: false, isExpression: false };
    case 'field': {
      const output = separateOutput(source, place);
      return output?.artifact === true ? readReference(output) : readExpression(textNode(source, place));
    }
    case 'expression':
    case 'files':
    case 'uri':
      return readExpression(textNode(source, place));
    case 'file':
      return {
        text: '',
        form: VALUE_FORM,
        artifact: true,
        isExpression: false,
        location: writeLocation(source, (part) => valueNode(part, place)),
      };
    case 'variable':
      return source.path === undefined
        ? readExpression(textNode(source, place))
        : readReference({ path: source.path, form: { kind: 'text' }, artifact: false });
    case 'input':
      return readInput(source, place);
    case 'item':
    case 'index':
    case 'given':
      return readReference(place.context.reference(source, 'value', place.waits));
    default:
      return outputsOf(source)?.kind === 'named'
        ? readExpression(textNode(source, place))
        : readRoot(source, place);
  }
}

/** Reads a whole output. Argo would substitute tags in raw text, so it is encoded. */
function readRoot(source: RootSource, place: ReadPlace): ReadValue {
  const reference = place.context.reference(source, 'value', place.waits);
  const { path, form, artifact } = reference;
  if (artifact || !isRaw(form)) return readReference(reference);
  return readExpression(textOfForm(pathNode(path), form, encodingOf(source, place)));
}

/** Returns how the text of a source is encoded for a place. */
function encodingOf(source: Source, { isLeaf }: ReadPlace): Encoding {
  return isLeaf ? 'tags' : encodingFor(schemaOf(source));
}

/** Reads a source as the argument for an import, which is always JSON text. */
export function readImported(source: Source, place: ReadPlace): ReadValue {
  return source.kind === 'variable' ? readExpression(textNode(source, place)) : readValue(source, place);
}

/** Reads a reference as an argument of a task. */
export function readReference({ path, form, ...reference }: ValueReference): ReadValue {
  return {
    text: referenceTag(path),
    isExpression: false,
    form: form.kind === 'json' ? VALUE_FORM : form,
    ...reference,
  };
}

/** Reads an expression for the JSON text of a value as an argument of a task. */
export function readExpression(node: ExpressionNode): ReadValue {
  return { text: printTag(node), isExpression: true, form: VALUE_FORM, artifact: false };
}

function readInput(source: InputSource, place: ReadPlace): ReadValue {
  return holdsNoText(source)
    ? readReference({ path: ['workflow', 'parameters', source.name], form: VALUE_FORM, artifact: false })
    : readExpression(inputTextNode(source, place));
}

/** Returns the expression for the JSON text of an input, without tags that the submitted value may have. */
function inputTextNode(source: InputSource, place: ReadPlace): ExpressionNode {
  const path = pathNode(['workflow', 'parameters', source.name]);
  if (source.input.form === 'text') return encodeNode(path, encodingOf(source, place));
  return holdsNoText(source) ? path : escapeText(path, encodingOf(source, place));
}

const TYPES_WITHOUT_TEXT: ReadonlySet<unknown> = new Set(['number', 'integer', 'boolean', 'null']);

/** Tells whether the values of an input are numbers or booleans, which cannot contain tags. */
function holdsNoText({ input }: Pick<InputSource, 'input'>): boolean {
  const { type, enum: choices } = input.schema;
  if (Array.isArray(choices))
    return choices.every((choice) => typeof choice === 'number' || typeof choice === 'boolean');
  return input.form !== 'text' && TYPES_WITHOUT_TEXT.has(type);
}

/** Returns the expression for the value of a source. */
export function valueNode(given: Source, place: ReadPlace): ExpressionNode {
  const source = widened(given);
  switch (source.kind) {
    case 'literal':
      return literalNode(JSON.parse(source.text));
    case 'field':
      return fieldNode(source, place);
    case 'expression':
      return formulaNode(source, place);
    case 'file':
    case 'files':
      throw fileInExpression(`${describeSource(source)} is passed as a file`);
    case 'uri':
      return pathNode(uriReference(source, place).path);
    case 'variable':
      return place.inOutputs === true ? fromJson(variableText(source, place)) : source.node;
    case 'input':
      return inputNode(source, place);
    default:
      return isNamed(source) ? fromJson(textNode(source, place)) : decode(source, place);
  }
}

/** Tells whether a source is a task with an output for each field of its result. */
function isNamed(source: Source): source is TaskNode {
  return isTask(source) && outputsOf(source)?.kind === 'named';
}

function decode(source: RootSource, place: ReadPlace): ExpressionNode {
  const reference = place.context.reference(source, 'value', place.waits);
  return decodeForm(pathNode(readable(reference, source).path), reference.form);
}

function readable(reference: ValueReference, source: Source): ValueReference {
  if (!reference.artifact && reference.list === undefined) return reference;
  throw fileInExpression(outputText(source));
}

function fileInExpression(what: string): PipelineError {
  return new PipelineError(
    'PIPELINE_LARGE_IN_EXPRESSION',
    `${what}, which Argo cannot use in an expression. Extract the part that you need in a component.`,
  );
}

function inputNode(source: InputSource, place: ReadPlace): ExpressionNode {
  if (place.inOutputs === true)
    return fromJson(pathNode(place.context.import(source, 'value').reference.path));
  const path = pathNode(['workflow', 'parameters', source.name]);
  return source.input.form === 'text' ? path : fromJson(path);
}

function fieldNode(source: FieldSource, place: ReadPlace): ExpressionNode {
  const output = separateOutput(source, place);
  if (output !== undefined) return decodeForm(pathNode(readable(output, source).path), output.form);
  const { of, name } = source;
  const text = fieldOfItem(source, place);
  return text === undefined ? member(valueNode(of, place), name) : fromJson(text);
}

/** Returns the reference to the output of a task that a field of it is, if its task has an output for each field. */
function separateOutput(source: FieldSource, place: ReadPlace): ValueReference | undefined {
  const of = widened(source.of);
  if (!isTask(of) || namedOutputOf(source) === undefined) return undefined;
  return place.context.reference(of, { result: source.name }, place.waits);
}

/** Returns the expression for the JSON text of a field of an item that is a map of named results. */
function fieldOfItem({ of: given, name }: FieldSource, place: ReadPlace): ExpressionNode | undefined {
  const of = widened(given);
  if (of.kind !== 'item') return undefined;
  const { path, form } = place.context.reference(of, 'value', place.waits);
  if (form.kind !== 'map' || !('fields' in form)) return undefined;
  return member(fromJson(pathNode(path)), form.fields[name] ?? name);
}

function formulaNode({ formula }: ExpressionSource, place: ReadPlace): ExpressionNode {
  const tree = place.trees.treeOf(formula);
  try {
    const whole = substituteOperands(
      tree,
      formula.inputs.map((input) => valueNode(input, place)),
    );
    assertSize(whole);
    return whole;
  } catch (error) {
    if (!(error instanceof PipelineError) || error.location !== undefined) throw error;
    throw new PipelineError(error.code, error.message, { location: locate(formula.site) });
  }
}

/** Argo refuses expressions of more than 10,000 nodes. Some nodes are added around this expression. */
const MOST_NODES = 9_000;

function assertSize(node: ExpressionNode): void {
  if (!hasMoreNodes(node, MOST_NODES)) return;
  throw new PipelineError(
    'PIPELINE_LARGE_EXPRESSION',
    'This expression, including the expressions that it uses, is larger than Argo allows (10,000 nodes). Compute a part of it in a component.',
  );
}

/** Returns the expression for the JSON text of a source. Numbers that are not computed keep all digits. */
export function textNode(given: Source, place: ReadPlace): ExpressionNode {
  const source = widened(given);
  switch (source.kind) {
    case 'literal':
      return text(source.text);
    case 'expression':
      return encodeNode(formulaNode(source, place), encodingOf(source, place));
    case 'file':
    case 'files':
      throw fileInExpression(`${describeSource(source)} is passed as a file`);
    case 'field':
      return fieldTextNode(source, place);
    case 'uri': {
      const { path, form } = uriReference(source, place);
      return textOfForm(pathNode(path), form, encodingOf(source, place));
    }
    case 'variable':
      return variableText(source, place);
    case 'input':
      if (place.inOutputs === true) return pathNode(place.context.import(source, 'value').reference.path);
      return inputTextNode(source, place);
    default:
      return isNamed(source) ? objectNode(source, place) : rootTextNode(source, place);
  }
}

function uriReference({ of, field }: UriSource, { context, waits }: ReadPlace): ValueReference {
  return context.reference(of, { uri: field }, waits);
}

function variableText(source: VariableSource, place: ReadPlace): ExpressionNode {
  // Argo does not know its variables in the outputs of a template.
  if (place.inOutputs === true) return pathNode(place.context.import(source, 'value').reference.path);
  return source.text ?? encodeNode(source.node, encodingOf(source, place));
}

function rootTextNode(source: RootSource, place: ReadPlace): ExpressionNode {
  const reference = readable(place.context.reference(source, 'value', place.waits), source);
  return textOfForm(pathNode(reference.path), reference.form, encodingOf(source, place));
}

/** Returns the JSON text of an object with the named outputs of a task. */
function objectNode(task: TaskNode, place: ReadPlace): ExpressionNode {
  assertNoFile(task);
  const outputs = outputsOf(task);
  const values = outputs?.kind === 'named' ? [...outputs.values] : [];
  return textOfObject(
    values.map(([result, { schema }]) => {
      const { path, form } = place.context.reference(task, { result }, place.waits);
      const encoding = place.isLeaf ? 'tags' : encodingFor(schema);
      return [result, textOfForm(pathNode(path), form, encoding)];
    }),
  );
}

/** Returns the JSON text of a field. A field that is a separate output is passed on unchanged. */
function fieldTextNode(source: FieldSource, place: ReadPlace): ExpressionNode {
  const output = separateOutput(source, place);
  const encoding = encodingOf(source, place);
  if (output !== undefined) return textOfForm(pathNode(readable(output, source).path), output.form, encoding);
  return fieldOfItem(source, place) ?? encodeNode(fieldNode(source, place), encoding);
}

function outputText(source: Source): string {
  if (source.kind === 'field' && isTask(source.of))
    return `The output "${source.name}" of "${source.of.name}" is a file`;
  return `The output of "${'name' in source ? source.name : source.kind}" is passed as a file`;
}
