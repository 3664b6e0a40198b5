import type { JsonPath, TemplateType } from '@tiphys/models/facts';
import type { Parameter } from '../../view/argument-fields.ts';
import type { Finding, Rule } from '../rule.ts';
import { allOf, anyOf, quoted } from '../wording.ts';

const SOURCES = ['path', 'jqFilter', 'jsonPath', 'parameter', 'expression'] as const;

/**
 * A pod reads values from files, a dag takes them from its tasks, and a resource from its fields.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#valuefrom
 */
export const outputParameterSource: Rule = {
  id: 'outputs/parameter-source',
  severity: 'error',
  summary: 'Every output parameter has a source that its template supports.',
  *check({ allTemplates }) {
    for (const { template, path, type } of allTemplates) {
      for (const [index, parameter] of (template.outputs?.parameters ?? []).entries()) {
        const at = [...path, 'outputs', 'parameters', index];
        yield* checkSource(parameter, at);
        if (parameter.valueFrom) yield* checkForType(parameter, type, [...at, 'valueFrom']);
      }
    }
  },
};

function* checkSource({ name = '', value, valueFrom }: Parameter, path: JsonPath): Generator<Finding> {
  if (value !== undefined && valueFrom) {
    yield { path, message: `Output parameter "${name}" has both "value" and "valueFrom": use one of them.` };
  }
  if (value !== undefined) return;
  if (!valueFrom) {
    yield { path, message: `Output parameter "${name}" needs "valueFrom" or a "value".` };
    return;
  }
  const present = SOURCES.filter((source) => valueFrom[source]).length + (valueFrom.supplied ? 1 : 0);
  if (present === 0)
    yield {
      path: [...path, 'valueFrom'],
      message: `Output parameter "${name}" needs one of ${anyOf(SOURCES.map(quoted))} in its "valueFrom".`,
    };
  if (present > 1)
    yield {
      path: [...path, 'valueFrom'],
      message: `Output parameter "${name}" can have only one of ${allOf(SOURCES.map(quoted))} in its "valueFrom".`,
    };
}

function* checkForType(
  { name = '', valueFrom = {} }: Parameter,
  type: TemplateType | undefined,
  path: JsonPath,
): Generator<Finding> {
  const wanted = wantedSources(type);
  const present = valueFrom.supplied || SOURCES.some((source) => valueFrom[source]);
  if (!wanted || !present || wanted.some((source) => valueFrom[source])) return;
  yield {
    path,
    message: `Output parameter "${name}" of a ${type} template must come from ${anyOf(wanted.map(quoted))}.`,
  };
}

function wantedSources(type: TemplateType | undefined): readonly (typeof SOURCES)[number][] | undefined {
  switch (type) {
    case 'container':
    case 'containerSet':
    case 'script':
      return ['path'];
    case 'resource':
      return ['jqFilter', 'jsonPath'];
    case 'steps':
    case 'dag':
      return ['parameter', 'expression'];
    default:
      return undefined;
  }
}
