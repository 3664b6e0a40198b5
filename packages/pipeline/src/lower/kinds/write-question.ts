import type { ExpressionNode } from '@tiphys/expression';
import type { Parameter, Template } from '@tiphys/models';
import { builtin, sprig, text } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { PipelineInput } from '../../ir/component/pipeline-input.ts';
import type { QuestionNode, Source } from '../../ir/graph.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import type { BodyContext, Waits } from '../context/body-context.ts';
import { writeTransfer } from '../context/transfer.ts';
import { dependsOn } from '../templates/call-template.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import { openTemplate } from '../templates/open-template.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { type ReadPlace, valueNode } from '../values/read-value.ts';

/** Writes the task that waits for a person: a suspend template whose outputs are the answers. */
export function writeQuestion(task: QuestionNode, context: BodyContext, state: ManifestState): WrittenTask {
  const { name, fields, message, timeout, site } = task;
  const waits: Waits = [];
  const template = state.names.claim(name);
  const finish = openTemplate(template, site, state);
  const used = fields.map((field) => field.name);
  const input = messageName(used);
  const parameters: Parameter[] = [
    ...(message === undefined ? [] : [{ name: input }]),
    ...fields.flatMap(inputOf),
  ];
  const body: Omit<Template, 'name'> = {
    ...(parameters.length === 0 ? {} : { inputs: { parameters } }),
    suspend: timeout === undefined ? {} : { duration: timeout },
    ...(fields.length === 0 ? {} : { outputs: { parameters: fields.map(outputOf) } }),
    ...annotationOf(fields),
  };
  finish(body);
  const value =
    message === undefined ? undefined : messageText(message, { context, waits, trees: state.trees });
  context.addEndings(task, waits);
  const given = value === undefined ? [] : [{ name: input, value }];
  return { name, ...dependsOn(waits), template, ...writeTransfer('arguments', given, []) };
}

/** Returns the name of the input with the message, which is different from all fields. */
function messageName(used: readonly string[]): string {
  let name = 'message';
  while (used.includes(name)) name = `${name}-text`;
  return name;
}

/** Returns the input that offers the choices of a field. Argo's page shows it beside the output of the same name. */
function inputOf(field: PipelineInput): readonly Parameter[] {
  const { name, description, choices, default: given } = field;
  if (given === undefined) return [];
  return [
    {
      name,
      ...(description === undefined ? {} : { description }),
      default: textOf(field, given.value),
      ...(choices === undefined ? {} : { enum: choices.map((choice) => textOf(field, choice)) }),
    },
  ];
}

function outputOf(field: PipelineInput): Parameter {
  const { name, description, default: given } = field;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    valueFrom: { ...(given === undefined ? {} : { default: textOf(field, given.value) }), supplied: {} },
  };
}

/** Says which answers are not plain text, so that a wrong one can be refused before the run goes on with it. */
function annotationOf(fields: readonly PipelineInput[]): Pick<Template, 'metadata'> {
  const types = fields.flatMap((field) => (field.form === 'json' ? [[field.name, typeOf(field)]] : []));
  if (types.length === 0) return {};
  return { metadata: { annotations: { [TYPES_ANNOTATION]: JSON.stringify(Object.fromEntries(types)) } } };
}

/** Annotation with the types of the answers as JSON, which `tiphys resume` reads. */
const TYPES_ANNOTATION = 'tiphys/answer-types';

function typeOf({ schema }: PipelineInput): string {
  const { type } = schema;
  return type === 'number' || type === 'integer' || type === 'boolean' ? type : 'json';
}

/** Returns a value as a person writes it: strings as they are, everything else as JSON. */
function textOf({ form }: PipelineInput, value: unknown): string {
  return form === 'text' ? String(value) : encodeValue(value);
}

/** Characters that Argo cannot insert into a template: it writes them in Go's way, which is not JSON. */
const UNWRITABLE = '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]|[^\\x{0000}-\\x{ffff}\\pL\\pM\\pN\\pP\\pS]';

/** Returns the message as plain text, because a person reads it. Argo must not find tags in it, so braces are kept apart. */
function messageText(message: Source, place: ReadPlace): string {
  if (message.kind === 'literal') return String(JSON.parse(message.text));
  const apart = (node: ExpressionNode): ExpressionNode => builtin('replace', node, text('{{'), text('{ {'));
  const plain = sprig('regexReplaceAll', text(UNWRITABLE), valueNode(message, place), text('\ufffd'));
  // Twice, because `{{{` still has two braces side by side after the first time.
  return printTag(apart(apart(plain)));
}
