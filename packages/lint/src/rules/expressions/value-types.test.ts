import { checkRule } from '../../../test/check-rule.ts';
import { inArg, withExpressions } from '../../../test/manifests.ts';
import { expressionTypes } from './value-types.ts';

checkRule(expressionTypes, {
  bad: [
    {
      title: 'operations that texts do not fit',
      given: withExpressions(
        'inputs.parameters.num > 3',
        'inputs.parameters.num == 3',
        'inputs.parameters.num + 1',
        'inputs.parameters.num ? 1 : 2',
        'inputs.parameters.num && true',
        '!inputs.parameters.num',
        'lastRetry.exitCode > 1',
      ),
      want: [
        inArg(
          0,
          'This expression cannot work: invalid operation: > (mismatched types string and int). Values are texts: write asInt(...) or asFloat(...) around them.',
        ),
        inArg(
          1,
          'This expression cannot work: invalid operation: == (mismatched types string and int). Values are texts: write asInt(...) or asFloat(...) around them.',
        ),
        inArg(
          2,
          'This expression cannot work: invalid operation: + (mismatched types string and int). Values are texts: write asInt(...) or asFloat(...) around them.',
        ),
        inArg(
          3,
          "This expression cannot work: non-bool expression (type string) used as condition. Values are texts: compare with 'true'.",
        ),
        inArg(
          4,
          "This expression cannot work: invalid operation: && (mismatched types string and bool). Values are texts: compare with 'true'.",
        ),
        inArg(
          5,
          "This expression cannot work: invalid operation: ! (mismatched type string). Values are texts: compare with 'true'.",
        ),
        inArg(
          6,
          'This expression cannot work: invalid operation: > (mismatched types string and int). Values are texts: write asInt(...) or asFloat(...) around them.',
        ),
      ],
    },
  ],
  good: [
    {
      title: 'operations that fit',
      given: withExpressions(
        'asInt(inputs.parameters.num) > 3',
        "inputs.parameters.num in ['a', 'b']",
        'inputs.parameters.num + "x"',
        'inputs.parameters.num == "true" ? 1 : 2',
        'inputs.parameters.num matches "^a"',
        'sum(map(fromJSON(inputs.parameters.num), #.k))',
        'item > 1',
        'inputs.artifacts.f.path + inputs.parameters["a-b"]',
      ),
    },
  ],
});
