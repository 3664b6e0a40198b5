import { GoTime, type PrintJsonOptions, printJson, toBase64 } from '@tiphys/go';
import { hasGoType, typeName } from './type-of.ts';
import { GoBytes, GoInteger, isList, isNil, isObject } from './value.ts';

/**
 * Returns the JSON of a value as Go's `json.Marshal` writes it: sorted keys, `<`, `>` and `&` escaped.
 *
 * @throws Error with the message of Go's `encoding/json` if JSON cannot represent the value
 */
export function toGoJson(value: unknown): string {
  return printJson(value, compact);
}

/**
 * Returns the JSON of a value as Go's `json.MarshalIndent` writes it.
 *
 * @throws Error with the message of Go's `encoding/json` if JSON cannot represent the value
 */
export function toGoJsonIndented(value: unknown): string {
  return printJson(value, indented);
}

const compact: PrintJsonOptions = { printSpecial };
const indented: PrintJsonOptions = { printSpecial, indent: '  ' };

function printSpecial(value: object): string | undefined {
  if (isNil(value)) return 'null';
  if (isList(value) || isObject(value) || value instanceof GoTime) return undefined;
  if (value instanceof GoInteger) return String(value.value);
  if (value instanceof GoBytes) return `"${toBase64(value.bytes)}"`;
  if (hasGoType(value) && 'toJson' in value && typeof value.toJson === 'function')
    return String(value.toJson());
  throw new Error(`json: unsupported type: ${typeName(value)}`);
}
