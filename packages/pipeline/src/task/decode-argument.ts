import type { ArgumentForm } from '../task-protocol.ts';
import { user } from './user-realm.ts';

type Names = { readonly field: string } | { readonly fields: Readonly<Record<string, string>> };

/**
 * Returns the value of an argument from its text; `undefined` when it was not given.
 *
 * @throws SyntaxError when the text is not JSON, TypeError when it is not of the given form.
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

/** The empty text is never JSON: it says that there is no value. */
function decodeValue(text: string | undefined): unknown {
  return text === undefined || text === '' ? undefined : user.JSON.parse(text);
}
