import type { ArgumentForm } from '../../ir/wire/task-protocol.ts';
import { user } from '../user-realm.ts';

type Names = { readonly field: string } | { readonly fields: Readonly<Record<string, string>> };

/**
 * Decodes the text of an argument; returns `undefined` if it was omitted.
 *
 * @throws SyntaxError if the text is not JSON, TypeError if it does not have the given form
 */
export function decodeArgument(text: string, form: ArgumentForm): unknown {
  switch (form.kind) {
    case 'absent':
      return undefined;
    case 'text':
      return text;
    case 'loop':
      return user.JSON.parse(text).map((map: Record<string, string>) => decodeMap(map, form));
    case 'map':
      return decodeMap(user.JSON.parse(text), form);
    default:
      return decodeValue(text);
  }
}

function decodeMap(map: Readonly<Record<string, string>>, names: Names): unknown {
  if ('field' in names) return decodeValue(map[names.field]);
  const values = Object.entries(names.fields).map(
    ([name, parameter]) => [name, decodeValue(map[parameter])] as const,
  );
  return user.Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Decodes a value. An empty text means that there is none. */
function decodeValue(text: string | undefined): unknown {
  return text === undefined || text === '' ? undefined : user.JSON.parse(text);
}
