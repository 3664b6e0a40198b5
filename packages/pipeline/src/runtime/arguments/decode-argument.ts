import type { ArgumentForm } from '../../ir/wire/task-protocol.ts';
import { DECODES_FORMS } from '../features.ts';
import { user } from '../user-realm.ts';

/** A result of a loop, or an item of one: the JSON texts of values by the names of outputs. */
type TextMap = Readonly<Record<string, string>>;

/**
 * Decodes the text of an argument; returns `undefined` if it was omitted.
 *
 * @throws SyntaxError if the text is not JSON, TypeError if it does not have the given form
 */
export function decodeArgument(text: string | undefined, form: ArgumentForm): unknown {
  if (!DECODES_FORMS) {
    // The calls of the template give no other form than `value` and `absent`.
    if (!/^[av]/.test(form.kind)) throw form;
  } else if (form.kind === 'text') return text;
  return DECODES_FORMS ? decodeMaps(decodeText(text), form) : decodeText(text);
}

/** Decodes the texts in a result of a loop, or in an item of one. */
function decodeMaps(value: unknown, form: ArgumentForm): unknown {
  if (!('field' in form || 'fields' in form)) return value;
  const decodeMap = (map: TextMap): unknown => {
    if ('field' in form) return decodeText(map[form.field]);
    const values = Object.entries(form.fields).map(([name, one]) => [name, decodeText(map[one])] as const);
    return user.Object.fromEntries(values.filter(([, one]) => one !== undefined));
  };
  return form.kind === 'loop' ? (value as TextMap[]).map(decodeMap) : decodeMap(value as TextMap); // as Argo writes them
}

/** Decodes the text of a value. An empty text means that there is none. */
function decodeText(text: string | undefined): unknown {
  return text ? user.JSON.parse(text) : undefined;
}
