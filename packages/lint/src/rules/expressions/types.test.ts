import { checkRule } from '../../../test/check-rule.ts';
import { inArg, withExpressions } from '../../../test/manifests.ts';
import { expressionTypes } from './types.ts';

checkRule(expressionTypes, {
  bad: [
    {
      title: 'operations that do not fit strings',
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
          'Type error in expression: invalid operation: > (mismatched types string and int). Values are strings: convert them with asInt(...) or asFloat(...).',
        ),
        inArg(
          1,
          'Type error in expression: invalid operation: == (mismatched types string and int). Values are strings: convert them with asInt(...) or asFloat(...).',
        ),
        inArg(
          2,
          'Type error in expression: invalid operation: + (mismatched types string and int). Values are strings: convert them with asInt(...) or asFloat(...).',
        ),
        inArg(
          3,
          "Type error in expression: non-bool expression (type string) used as condition. Values are strings: compare with 'true'.",
        ),
        inArg(
          4,
          "Type error in expression: invalid operation: && (mismatched types string and bool). Values are strings: compare with 'true'.",
        ),
        inArg(
          5,
          "Type error in expression: invalid operation: ! (mismatched type string). Values are strings: compare with 'true'.",
        ),
        inArg(
          6,
          'Type error in expression: invalid operation: > (mismatched types string and int). Values are strings: convert them with asInt(...) or asFloat(...).',
        ),
      ],
    },
  ],
  good: [
    {
      title: 'operations that fit strings',
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
