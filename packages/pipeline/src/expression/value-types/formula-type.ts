import type { Formula, Source } from '../../ir/graph.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import { typeOfSchema } from './schema-type.ts';
import { alternativeOf, anyJson, loosened, nonNull, TYPES, union, type ValueType } from './value-type.ts';

const found = new WeakMap<Formula, ValueType>();

/** Stores the type of a formula whose function has been translated. */
export function noteType(formula: Formula, type: ValueType): void {
  found.set(formula, type);
}

/**
 * Returns the type of a source. Values that tasks passed on came through JSON. A computed value that
 * another formula uses is computed there again, so it is not limited to JSON.
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

const anyOrUndefined: ValueType = union(TYPES.undefined, anyJson);
