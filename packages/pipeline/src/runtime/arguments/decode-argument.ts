import type { ArgumentForm } from '../../ir/wire/task-protocol.ts';
import { DECODES_MAPS } from '../features.ts';
import { user } from '../user-realm.ts';

/** A result of a loop, or an item of one: the JSON texts of values by the names of outputs. */
type TextMap = Readonly<Record<string, string>>;

/**
 * Decodes the text of an argument; returns `undefined` if it was omitted.
 *
 * @throws SyntaxError if the text is not JSON, TypeError if it does not have the given form
 */
export function decodeArgument(text: string, form: ArgumentForm): unknown {
  if (form.kind === 'text') return text;
  const value = decodeValue(text);
  if (!('field' in form || 'fields' in form)) return value;
  if (!DECODES_MAPS) throw new Error();
  const decodeMap = (map: TextMap): unknown => {
    if ('field' in form) return decodeValue(map[form.field]);
    const values = Object.entries(form.fields).map(([name, one]) => [name, decodeValue(map[one])] as const);
    return user.Object.fromEntries(values.filter(([, one]) => one !== undefined));
  };
  return form.kind === 'loop' ? (value as TextMap[]).map(decodeMap) : decodeMap(value as TextMap); // as Argo writes them
}

/** Decodes a value. An empty text means that there is none. */
function decodeValue(text: string | undefined): unknown {
  return text ? user.JSON.parse(text) : undefined;
}
