import type { ExpressionNode } from '@tiphys/expression';
import { printExpression } from '@tiphys/expression/language';
import type { Template } from '@tiphys/models';
import { translateArrow } from '../../expression/translate-arrow.ts';
import { binary, builtin, choice, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type {
  DataBody,
  HttpBody,
  PluginBody,
  ResourceBody,
  TextTree,
} from '../../ir/component/definition.ts';
import { splitPlaceholders } from '../../ir/component/placeholder.ts';
import { hasBraces, inputsIn, jsonTextOf, manifestTextOf, parameter, plainTextOf } from './input-texts.ts';

/** The URL of a request whose headers or body would have two braces, which Argo would replace. No server has it. */
const REFUSED = 'PIPELINE_TAG_IN_TEXT: two braces are not allowed in a header or a body that is not JSON';

/** Writes an HTTP request. */
export function writeHttp({ request, success }: HttpBody): Partial<Template> {
  const { url, headers, body, ...rest } = request;
  const plain = new Set<string>();
  const plainText = (value: string): string => {
    for (const name of inputsIn(value)) plain.add(name);
    return plainTextOf(value, (node) => node);
  };
  const written = {
    ...rest,
    ...(headers === undefined ? {} : { headers: mapTexts(headers, plainText) }),
    ...(typeof body === 'string' ? { body: bodyText(body, plainText) } : {}),
    ...(success === undefined ? {} : { successCondition: printExpression(conditionOf(success)) }),
  };
  // Argo's fields, which were checked when the request was read.
  return {
    http: { url: urlText(String(url ?? ''), [...plain]), ...written },
  } as unknown as Partial<Template>;
}

function conditionOf(success: NonNullable<HttpBody['success']>): ExpressionNode {
  const field = (name: string): ExpressionNode => pathNode(['response', name]);
  const lists = { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } };
  return translateArrow(
    success,
    [
      {
        fields: {
          statusCode: { schema: { type: 'number' }, node: field('statusCode') },
          body: { schema: { type: 'string' }, node: field('body') },
          headers: { schema: lists, node: field('headers') },
        },
      },
    ],
    { kind: 'boolean', what: 'success' },
  );
}

/** A body that is JSON stays JSON, whatever the inputs are. */
function bodyText(body: string, plainText: (value: string) => string): string {
  try {
    return jsonTextOf(JSON.parse(body) as TextTree);
  } catch {
    return plainText(body);
  }
}

/** In a URL, braces can be written in another way. */
function urlText(url: string, plain: readonly string[]): string {
  const withoutBraces = (node: ExpressionNode): ExpressionNode =>
    builtin('replace', node, text('{{'), text('%7B%7B'));
  const [first, ...others] = plain;
  if (first === undefined) return plainTextOf(url, withoutBraces);
  const refused = others.reduce((all, name) => binary('||', all, hasBraces(name)), hasBraces(first));
  const parts = splitPlaceholders(url);
  const start = printTag(choice(refused, text(`${REFUSED} `), text('')));
  return parts.length === 0 ? start : `${start}${plainTextOf(url, withoutBraces)}`;
}

/** Writes an action on an object of the cluster. */
export function writeResource({
  action,
  manifest,
  owned,
  success,
  failure,
}: ResourceBody): Partial<Template> {
  return {
    resource: {
      // One of Argo's actions, which were checked when the definition was read.
      action: action as NonNullable<Template['resource']>['action'],
      ...(owned ? { setOwnerReference: true } : {}),
      ...(success === undefined ? {} : { successCondition: success }),
      ...(failure === undefined ? {} : { failureCondition: failure }),
      manifest: manifestTextOf(manifest),
    },
  };
}

/** Writes a list of keys. */
export function writeData({ list, transform }: DataBody): Partial<Template> {
  const keys = { schema: { type: 'array', items: { type: 'string' } }, node: pathNode(['data']) };
  const node = transform === undefined ? keys.node : translateArrow(transform, [keys]);
  const { archive: _, ...location } = list;
  // The location is one of a bucket.
  return {
    data: {
      source: { artifactPaths: { name: 'list', ...location } },
      transformation: [{ expression: printExpression(node) }],
    },
  } as Partial<Template>;
}

/** Writes a call of a plugin. Its inputs are JSON texts, in which Argo finds no tags. */
export function writePlugin({ call }: PluginBody): Partial<Template> {
  const written = mapTexts(call, (value) =>
    splitPlaceholders(value)
      .map((part) => (typeof part === 'string' ? part : printTag(parameter(part.name))))
      .join(''),
  );
  // What is in the field depends on the plugin.
  return { plugin: written } as Partial<Template>;
}

function mapTexts(value: TextTree, change: (value: string) => string): TextTree {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part: TextTree) => mapTexts(part, change));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, mapTexts(part as TextTree, change)]),
  );
}
