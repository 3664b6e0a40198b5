import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { whenCondition } from './when.ts';

/** A Workflow with a step for each condition. */
const conditions = (...texts: readonly string[]): string =>
  withMain(
    `inputs: {parameters: [{name: p, value: x}, {name: q, value: x}]}\nsteps:\n${texts.map((text, index) => `- - {name: s${index}, template: noop, when: ${JSON.stringify(text)}}`).join('\n')}`,
  );
const inCondition = (index: number, rest: string): string =>
  `spec.templates[2].steps[${index}][0].when ${12 + index}: Invalid condition: ${rest}`;

const p = '{{inputs.parameters.p}}';
const q = '{{inputs.parameters.q}}';

checkRule(whenCondition, {
  bad: [
    {
      title: 'conditions that fail whatever the tags become',
      given: conditions(
        `${p} = a`,
        `${p} === a`,
        `'${p}' > 3`,
        `${p} in ['a', 'b']`,
        `'${p} == a`,
        `'${p} == a'`,
        `length(${p}) > 3`,
        `${p} == foo-bar`,
        `${p} == a && ${q}`.replace(q, 'yes'),
        `(${p} == a`,
      ),
      want: [
        inCondition(0, 'Invalid token: \'=\'. Use "==" to compare.'),
        inCondition(1, 'Invalid token: \'===\'. Use "==" to compare.'),
        inCondition(
          2,
          "Value 'a' cannot be used with the comparator '>', it is not a number. Quote both sides to compare strings, or neither to compare numbers.",
        ),
        inCondition(
          3,
          "Value ''a', 'b'' cannot be used with the comparator 'in', it is not a number. Write the list in parentheses: in ('a', 'b').",
        ),
        inCondition(4, 'Unclosed string literal. Close the quote.'),
        inCondition(
          5,
          'it is neither true nor false. Quote each side of the comparison, not the whole condition.',
        ),
        inCondition(
          6,
          'Undefined function length. Conditions have no functions: use an expression, "{{=...}}".',
        ),
        inCondition(
          7,
          "Value 'foo' cannot be used with the modifier '-', it is not a number. Quote strings that are more than one word.",
        ),
        inCondition(8, 'it is neither true nor false.'),
        inCondition(9, 'Unbalanced parenthesis.'),
      ],
    },
    {
      title: 'a condition of a metric',
      given: withMain(
        'metrics: {prometheus: [{name: a, help: h, when: "{{status}} = Failed", counter: {value: "1"}}, {name: b, help: h, when: "{{status}} == Failed", counter: {value: "1"}}]}\ncontainer: {image: a}',
      ),
      want: [
        'spec.templates[2].metrics.prometheus[0].when 10: Invalid condition: Invalid token: \'=\'. Use "==" to compare.',
      ],
    },
  ],
  good: [
    {
      title: 'conditions that can work',
      given: conditions(
        `${p} == a`,
        `${p} > 3 && ${q} == heads`,
        p,
        `!${p}`,
        `"${p}" in (${q})`,
        `'${p}' > '2024-05-01'`,
        `${p} =~ '^a' || (${q} != b && ${p} <= 2)`,
        "{{=inputs.parameters.p == 'a'}}",
        `${p} ${q} 3`,
        `{{steps.a-${p}.status}} == Succeeded`,
        'true',
      ),
    },
  ],
});
