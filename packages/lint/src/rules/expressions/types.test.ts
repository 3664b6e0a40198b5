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
          'Expression cannot work: invalid operation: > (mismatched types string and int). Values are strings: convert them with asInt(...) or asFloat(...).',
        ),
        inArg(
          1,
          'Expression cannot work: invalid operation: == (mismatched types string and int). Values are strings: convert them with asInt(...) or asFloat(...).',
        ),
        inArg(
          2,
          'Expression cannot work: invalid operation: + (mismatched types string and int). Values are strings: convert them with asInt(...) or asFloat(...).',
        ),
        inArg(
          3,
          "Expression cannot work: non-bool expression (type string) used as condition. Values are strings: compare with 'true'.",
        ),
        inArg(
          4,
          "Expression cannot work: invalid operation: && (mismatched types string and bool). Values are strings: compare with 'true'.",
        ),
        inArg(
          5,
          "Expression cannot work: invalid operation: ! (mismatched type string). Values are strings: compare with 'true'.",
        ),
        inArg(
          6,
          'Expression cannot work: invalid operation: > (mismatched types string and int). Values are strings: convert them with asInt(...) or asFloat(...).',
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
