import { parseJson } from '@tiphys/go';
import { toFloatValue, toIntValue } from '../builtins/number-builtins.ts';
import { sprigFunctions } from '../sprig/sprig.ts';
import { toGoJson } from '../values/json.ts';
import { anyType, stringType } from '../values/type.ts';
import { GoFunction } from '../values/value.ts';
import { queryJsonPath } from './json-path.ts';

/** The functions that Argo adds to every environment. They hide variables of the same name. */
export const argoFunctions: Readonly<Record<string, unknown>> = {
  asInt: new GoFunction({ parameters: [anyType], result: anyType, call: toIntValue }),
  asFloat: new GoFunction({ parameters: [anyType], result: anyType, call: toFloatValue }),
  jsonpath: new GoFunction({
    parameters: [stringType, stringType],
    result: anyType,
    call: (text, path) => queryJsonPath(parseJson(String(text)), String(path)),
  }),
  toJson: new GoFunction({ parameters: [anyType], result: stringType, call: toGoJson }),
  sprig: sprigFunctions,
};
