import { ExpressionError, type ExpressionNode, parseExpression } from '@tiphys/expression/language';
import type { JsonPath } from '@tiphys/models/facts';
import type { Subject } from '../view/subject.ts';
import type { Call, TemplateView } from '../view/template-view.ts';
import { expressionFields } from './expression-fields.ts';
import { expressionTags } from './tag-walk.ts';

/** An expression that can be parsed, with its place. */
export interface ExpressionSite {
  readonly text: string;
  readonly node: ExpressionNode;
  readonly path: JsonPath;
  /** The template that it is in; undefined in the spec of the workflow. */
  readonly view?: TemplateView;
  /** The step or task that it is in, if it is in one. */
  readonly call?: Call;
}

/** Yields every expression of an object that can be parsed: tags, and fields whose whole text is an expression. */
export function* expressionSites({ spec, specPath, allTemplates }: Subject): Generator<ExpressionSite> {
  const { templates: _, ...around } = spec ?? {};
  yield* sitesIn(around, specPath, {});
  for (const view of allTemplates) yield* sitesOfTemplate(view);
}

function* sitesOfTemplate(view: TemplateView): Generator<ExpressionSite> {
  // Calls are visited one by one, and the expressions in `data` see other variables.
  const { steps: _steps, dag: _dag, data: _data, ...template } = view.template;
  yield* sitesIn(template, view.path, { view });
  for (const call of view.calls) {
    const { inline: _inline, ...step } = call.written;
    yield* sitesIn(step, call.path, { view, call });
  }
}

function* sitesIn(
  value: unknown,
  path: JsonPath,
  place: Pick<ExpressionSite, 'view' | 'call'>,
): Generator<ExpressionSite> {
  const fields = expressionFields(value, path).filter(({ text }) => !text.includes('{{'));
  for (const { text, path: at } of [...expressionTags(value, path), ...fields]) {
    const node = parse(text);
    if (node) yield { text, node, path: at, ...place };
  }
}

/** Another rule reports what cannot be parsed. */
function parse(text: string): ExpressionNode | undefined {
  try {
    return parseExpression(text);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}
