import { schemaOf } from '../../trace/schema-of.ts';
import type { Formula, Source } from '../../trace/source.ts';
import { typeOfSchema } from './schema-type.ts';
import { alternativeOf, anyJson, loosened, nonNull, types, union, type ValueType } from './value-type.ts';

const found = new WeakMap<Formula, ValueType>();

/** Notes what is known of the value of a formula whose function has been read. */
export function noteType(formula: Formula, type: ValueType): void {
  found.set(formula, type);
}

/**
 * Returns what is known of the values of a source. Values that were handed on came through JSON; a computed one that
 * another formula reads is computed there again, so that it is not limited to what JSON carries.
 */
export function typeOfSource(source: Source): ValueType {
  switch (source.kind) {
    case 'expression': {
      const { formula } = source;
      return found.get(formula) ?? loosened(typeOfSchema(formula.schema));
    }
    case 'field': {
      const object = alternativeOf(nonNull(typeOfSource(source.of)), 'object');
      return object === undefined ? anyOrUndefined : object.field(source.name);
    }
    default:
      return typeOfSchema(schemaOf(source));
  }
}

const anyOrUndefined: ValueType = union(types.undefined, anyJson);
