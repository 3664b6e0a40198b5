import { makeObject } from '../values/value.ts';
import { dateFunctions } from './date-functions.ts';
import { defaultFunctions } from './default-functions.ts';
import { hashFunctions } from './hash-functions.ts';
import { listFunctions } from './list-functions.ts';
import { mapFunctions } from './map-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { pathFunctions } from './path-functions.ts';
import { regexFunctions } from './regex-functions.ts';
import { semverFunctions } from './semver-functions.ts';
import { stringFunctions } from './string-functions.ts';

/**
 * The functions under `sprig.`. A missing name is nil: Argo removes `env` and `expandenv`.
 *
 * @see https://masterminds.github.io/sprig/
 */
export const sprigFunctions: Readonly<Record<string, unknown>> = makeObject(
  [
    stringFunctions,
    numberFunctions,
    listFunctions,
    mapFunctions,
    defaultFunctions,
    regexFunctions,
    dateFunctions,
    pathFunctions,
    hashFunctions,
    semverFunctions,
  ].flatMap((functions) => Object.entries(functions)),
);
