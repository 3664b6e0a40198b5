import type { Problem } from '../../ir/surface/problem.ts';
import type { BodyReturn, ResultOf } from '../bodies/body-result.ts';

/** The key of the case for a value of `match`: its text. */
export type CaseKey<T> = T extends string | number | boolean ? `${T}` : never;

/** The cases whose key is not among the keys, as problems. */
export type SurplusCases<TCases, TKey extends string> = {
  readonly [K in keyof TCases as K extends string | number
    ? `${K}` extends TKey
      ? never
      : K
    : K]: Problem<'The value never is this.'>;
};

/** The result of whichever case runs. With `infer`, editors show the union itself. */
export type CaseResults<TCases> = {
  [K in keyof TCases]: TCases[K] extends (...it: never[]) => infer TReturn ? ResultOf<TReturn> : never;
}[keyof TCases] extends infer TResult
  ? TResult
  : never;

/** The body of a case. */
export type CaseBody = () => BodyReturn;
