import type { Reference } from './reference.ts';

type Leaf = string | number | boolean | null | undefined | Reference;

type AllFields<T> = T extends unknown ? keyof T : never;

type FieldOf<T, TField> = T extends unknown ? (TField extends keyof T ? T[TField] : never) : never;

type ElementOf<T> = T extends readonly (infer Element)[] ? Element : never;

/** The type of an unexpected field, with a message that tsc prints. */
export interface UnknownField<TField> {
  readonly problem: 'there is no such field here';
  readonly field: TField;
}

/** The return type of a function, with an error for every excess field, which tsc itself does not check there. */
export type Exact<TGiven, TWanted> = unknown extends TWanted
  ? TGiven
  : TGiven extends Leaf
    ? TGiven
    : TGiven extends readonly (infer Element)[]
      ? readonly Exact<Element, ElementOf<TWanted>>[]
      : {
          readonly [Field in keyof TGiven]: Field extends AllFields<TWanted>
            ? Exact<TGiven[Field], FieldOf<TWanted, Field>>
            : UnknownField<Field>;
        };
