import { parseJson } from '@tiphys/go';
import { toFloatValue, toIntValue } from '../builtins/number-builtins.ts';
import { sprigFunctions } from '../sprig/sprig.ts';
import { toGoJson } from '../values/json.ts';
import { ANY_TYPE, STRING_TYPE } from '../values/type.ts';
import { GoFunction } from '../values/value.ts';
import { queryJsonPath } from './json-path.ts';

/** The functions that Argo adds to every environment. They hide variables of the same name. */
export const argoFunctions: Readonly<Record<string, unknown>> = {
  asInt: new GoFunction({ parameters: [ANY_TYPE], result: ANY_TYPE, call: toIntValue }),
  asFloat: new GoFunction({ parameters: [ANY_TYPE], result: ANY_TYPE, call: toFloatValue }),
  jsonpath: new GoFunction({
    parameters: [STRING_TYPE, STRING_TYPE],
    result: ANY_TYPE,
    call: (text, path) => queryJsonPath(parseJson(String(text)), String(path)),
  }),
  toJson: new GoFunction({ parameters: [ANY_TYPE], result: STRING_TYPE, call: toGoJson }),
  sprig: sprigFunctions,
};
