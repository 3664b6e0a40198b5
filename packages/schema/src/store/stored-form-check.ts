import { plainKinds } from '../field-type.ts';
import { findField, isJsonObject } from '../json-object.ts';

/** What is wrong with stored definitions. */
export interface StoredFormProblem {
  readonly message: string;
  readonly definition?: string | undefined;
}

const plainKindNames: ReadonlySet<string> = new Set(plainKinds);
const MAX_DEPTH = 40;

/** Returns the first thing that is wrong with stored definitions, undefined if they are right. */
export function checkStoredForm(content: unknown, form: number): StoredFormProblem | undefined {
  if (findField(content, 'form') !== form)
    return { message: `it does not hold definitions in form ${form}.` };
  if (typeof findField(content, 'version') !== 'string') return { message: 'it has no version.' };
  const definitions = findField(content, 'definitions');
  if (!isJsonObject(definitions)) return { message: 'it has no definitions.' };
  const kinds = findField(content, 'kinds');
  if (!isJsonObject(kinds)) return { message: 'it has no kinds.' };
  const missing = Object.values(kinds).find(
    (name) => typeof name !== 'string' || !Object.hasOwn(definitions, name),
  );
  if (missing !== undefined) return { message: `definition "${String(missing)}" of a kind is missing.` };
  for (const [definition, body] of Object.entries(definitions)) {
    const message = definitionProblem(body, definitions);
    if (message !== undefined) return { message: `definition "${definition}" ${message}.`, definition };
  }
  return undefined;
}

/** Returns what is wrong with a stored definition, undefined if it is right. */
export function definitionProblem(body: unknown, definitions: object): string | undefined {
  if (typeof findField(body, 'origin') !== 'string') return 'has no origin';
  if (findField(body, 'kind') === 'alias') return typeProblem(findField(body, 'type'), definitions, 0);
  if (findField(body, 'kind') !== 'object') return 'is neither object nor alias';
  const fields = findField(body, 'fields');
  if (!isJsonObject(fields)) return 'has no fields';
  if (!isTexts(findField(body, 'required') ?? [])) return 'has no list of required fields';
  if (!isTexts(findField(body, 'tolerated') ?? [])) return 'has no list of tolerated fields';
  const groups = findField(body, 'groups') ?? [];
  if (!Array.isArray(groups) || !groups.every(isGroup)) return 'has no list of groups';
  for (const [field, content] of Object.entries(fields)) {
    const problem = typeProblem(findField(content, 'type'), definitions, 0);
    if (problem !== undefined) return `${problem} in field "${field}"`;
  }
  return undefined;
}

function isGroup(group: unknown): boolean {
  const kind = findField(group, 'kind');
  return (kind === 'exactlyOne' || kind === 'atMostOne') && isTexts(findField(group, 'fields'));
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Returns what is wrong with a stored type, undefined if it is right. */
export function typeProblem(type: unknown, definitions: object, depth = 0): string | undefined {
  const kind = findField(type, 'kind');
  if (depth > MAX_DEPTH) return 'has a type that is nested too deeply';
  if (kind === 'list') return typeProblem(findField(type, 'element'), definitions, depth + 1);
  if (kind === 'map') return typeProblem(findField(type, 'value'), definitions, depth + 1);
  if (kind === 'reference') {
    const to = findField(type, 'to');
    return typeof to === 'string' && Object.hasOwn(definitions, to)
      ? undefined
      : `refers to "${String(to)}", which is missing,`;
  }
  return typeof kind === 'string' && plainKindNames.has(kind) ? undefined : 'has a type of unknown kind';
}
