import type { ExpressionNode } from '@tiphys/expression';
import { builtin, fromJson, member, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import type { FormulaTrees } from '../../expression/tree/formula-trees.ts';
import { hasMoreNodes, substituteOperands } from '../../expression/tree/formula-trees.ts';
import { printTag, referenceTag } from '../../expression/tree/print-tag.ts';
import { locate } from '../../ir/call-site.ts';
import { isRemoteCall, isRemoteFile } from '../../ir/remote-call.ts';
import type { BranchTask } from '../../ir/scope.ts';
import type { ExpressionSource, FieldSource, InputSource, Source } from '../../ir/source.ts';
import { PipelineError } from '../../pipeline-error.ts';
import type { BodyContext, RootSource, Waits } from '../body-context.ts';
import { decodeForm, encodeNode, type Form, textOfForm, textOfObject, VALUE_FORM } from './form.ts';
import type { ValueReference } from './reference.ts';
import { remoteFieldNode, remoteObjectNode } from './remote-outputs.ts';

/** The place where a value is used. */
export interface ReadPlace {
  readonly context: BodyContext;
  readonly waits: Waits;
  readonly trees: FormulaTrees;
  /** Whether the place is in outputs, where Argo has no workflow parameters. */
  readonly inOutputs?: boolean;
}

/** A value as an argument: text for a parameter, or the tag of an artifact. */
export interface ReadValue {
  readonly text: string;
  readonly form: Form;
  readonly artifact: boolean;
  /** Whether the text is the tag of an expression, which cannot be the `parameter` of an output. */
  readonly isExpression: boolean;
  /** Whether the artifact may be missing. */
  readonly optional?: true;
}

/** Reads a source as an argument of a task. */
export function readValue(source: Source, place: ReadPlace): ReadValue {
  switch (source.kind) {
    case 'field':
      if (isRemoteFile(source))
        return readReference(place.context.reference(source.of, { result: source.name }, place.waits));
      return readExpression(textNode(source, place));
    case 'expression':
      return readExpression(textNode(source, place));
    case 'outcome':
      return readReference({ path: ['workflow', 'status'], form: { kind: 'text' }, artifact: false });
    case 'input':
      return readInput(source);
    case 'branch':
      if (source.thenResult instanceof Map) return readExpression(textNode(source, place));
      return readReference(place.context.reference(source, 'value', place.waits));
    default:
      if (isRemoteCall(source)) return readExpression(textNode(source, place));
      return readReference(place.context.reference(source, 'value', place.waits));
  }
}

/** Reads a reference as an argument of a task. */
export function readReference({ path, ...reference }: ValueReference): ReadValue {
  return { text: referenceTag(path), isExpression: false, ...reference };
}

/** Reads an expression for the JSON text of a value as an argument of a task. */
export function readExpression(node: ExpressionNode): ReadValue {
  return { text: printTag(node), isExpression: true, form: VALUE_FORM, artifact: false };
}

function readInput(source: InputSource): ReadValue {
  return holdsNoText(source)
    ? readReference({ path: ['workflow', 'parameters', source.name], form: VALUE_FORM, artifact: false })
    : readExpression(inputTextNode(source));
}

/** Returns the expression for the JSON text of an input, without tags that the submitted value may have. */
function inputTextNode({ name, input }: InputSource): ExpressionNode {
  const path = pathNode(['workflow', 'parameters', name]);
  if (input.form === 'text') return encodeNode(path);
  if (holdsNoText({ input })) return path;
  return builtin('replace', path, text('{{'), text('\\u007b\\u007b'));
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
export function valueNode(source: Source, place: ReadPlace): ExpressionNode {
  switch (source.kind) {
    case 'field':
      return fieldNode(source, place);
    case 'expression':
      return formulaNode(source, place);
    case 'outcome':
      return pathNode(['workflow', 'status']);
    case 'input':
      return inputNode(source, place);
    case 'branch':
      return source.thenResult instanceof Map ? fromJson(textNode(source, place)) : decode(source, place);
    default:
      return decode(source, place);
  }
}

function decode(source: RootSource, place: ReadPlace): ExpressionNode {
  if (isRemoteCall(source)) return fromJson(remoteObjectNode(source, place));
  const reference = place.context.reference(source, 'value', place.waits);
  return decodeForm(pathNode(readable(reference, source).path), reference.form);
}

function readable(reference: ValueReference, source: RootSource): ValueReference {
  if (!reference.artifact) return reference;
  const name = 'name' in source ? source.name : source.kind;
  throw new PipelineError(
    'PIPELINE_LARGE_IN_EXPRESSION',
    `The output of "${name}" is passed as a file, which Argo cannot use in an expression. Extract the part that you need in a component.`,
  );
}

function inputNode(source: InputSource, place: ReadPlace): ExpressionNode {
  if (place.inOutputs === true)
    return fromJson(pathNode(place.context.import(source, 'value').reference.path));
  const path = pathNode(['workflow', 'parameters', source.name]);
  return source.input.form === 'text' ? path : fromJson(path);
}

function fieldNode(source: FieldSource, place: ReadPlace): ExpressionNode {
  const result = findNamedResult(source);
  if (result !== undefined) {
    const { path } = place.context.reference(result, { result: source.name }, place.waits);
    return fromJson(pathNode(path));
  }
  const remote = remoteFieldNode(source, place);
  if (remote !== undefined) return remote;
  const { of } = source;
  if (of.kind !== 'item') return member(valueNode(of, place), source.name);
  const { path, form } = place.context.reference(of, 'value', place.waits);
  if (form.kind !== 'map' || !('fields' in form))
    return member(decodeForm(pathNode(path), form), source.name);
  return fromJson(member(fromJson(pathNode(path)), form.fields[source.name] ?? source.name));
}

/** Returns the branch of which a field is a named result. */
function findNamedResult(source: FieldSource): BranchTask | undefined {
  return source.of.kind === 'branch' && source.of.thenResult instanceof Map ? source.of : undefined;
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
export function textNode(source: Source, place: ReadPlace): ExpressionNode {
  switch (source.kind) {
    case 'expression':
      return encodeNode(formulaNode(source, place));
    case 'field':
      return fieldTextNode(source, place);
    case 'outcome':
      return encodeNode(valueNode(source, place));
    case 'input':
      if (place.inOutputs === true) return pathNode(place.context.import(source, 'value').reference.path);
      return source.input.form === 'text' ? encodeNode(inputNode(source, place)) : inputTextNode(source);
    case 'branch':
      if (source.thenResult instanceof Map) return branchObjectNode(source, source.thenResult, place);
      return rootTextNode(source, place);
    default:
      return rootTextNode(source, place);
  }
}

function rootTextNode(source: RootSource, place: ReadPlace): ExpressionNode {
  if (isRemoteCall(source)) return remoteObjectNode(source, place);
  const reference = readable(place.context.reference(source, 'value', place.waits), source);
  return textOfForm(pathNode(reference.path), reference.form);
}

function branchObjectNode(
  branch: BranchTask,
  results: ReadonlyMap<string, Source>,
  place: ReadPlace,
): ExpressionNode {
  return textOfObject(
    [...results.keys()].map((result) => [
      result,
      pathNode(place.context.reference(branch, { result }, place.waits).path),
    ]),
  );
}

/** Returns the JSON text of a field. A field that is a separate result is passed on unchanged. */
function fieldTextNode(source: FieldSource, place: ReadPlace): ExpressionNode {
  const node = fieldNode(source, place);
  const isResult =
    findNamedResult(source) !== undefined ||
    ((source.of.kind === 'item' || isRemoteCall(source.of)) &&
      node.kind === 'builtin' &&
      node.name === 'fromJSON');
  const [inner] = node.kind === 'builtin' ? node.arguments : [];
  return isResult && inner !== undefined ? inner : encodeNode(node);
}
