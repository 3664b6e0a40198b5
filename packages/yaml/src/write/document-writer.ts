import { formatPath } from '@tiphys/models/facts';
import { YamlError } from '../yaml-error.ts';
import { orderKeys, type Shape } from './key-order.ts';
import { keyText, numberText, rootText, stringText } from './scalar-text.ts';

/**
 * Exceeds Argo's nesting (100 levels of templates) and the limit of any reader; catches values that contain
 * themselves.
 */
const MAX_DEPTH = 1000;

/**
 * Writes documents in the block style of js-yaml, with ordered keys; omits what JSON omits.
 *
 * js-yaml formats each unusual scalar. The collections are written here, because building the tree that js-yaml
 * requires would dominate the cost.
 */
export class DocumentWriter {
  readonly #indent: number;
  /** Its length is also the level of indentation. */
  readonly #path: (string | number)[] = [];
  readonly #keys = new Map<string, string>();
  /** A line break and the indentation, by level. */
  readonly #lines: string[] = [];
  #text = '';
  #endsInBlock = false;

  constructor(indent: number) {
    this.#indent = indent;
  }

  /** Returns the text of a document after `---`; it starts with a blank or a line break. */
  write(value: unknown, shape: Shape | undefined): string {
    this.#text = '';
    this.#write(toJson(value) ?? null, shape, this.#line(0));
    return this.#text;
  }

  /** Whether the last document ends with a block whose final line break is significant. */
  get endsInBlock(): boolean {
    return this.#endsInBlock;
  }

  /** Writes a value and the text before it: a blank, or `lead` before the first entry of a collection. */
  #write(value: unknown, shape: Shape | undefined, lead: string): void {
    this.#endsInBlock = false;
    switch (typeof value) {
      case 'string':
        this.#writeString(value);
        return;
      case 'number':
        this.#text += ` ${numberText(value) ?? this.#refuse(`is ${value}, which JSON cannot represent`)}`;
        return;
      case 'boolean':
        this.#text += ` ${value}`;
        return;
      case 'object':
        if (value === null) this.#text += ' null';
        else this.#writeObject(value, shape, lead);
        return;
      default:
        this.#refuse(`is a ${typeof value}, which JSON cannot represent`);
    }
  }

  #writeString(value: string): void {
    const text = this.#string(value);
    this.#text += ` ${text}`;
    this.#endsInBlock = text.startsWith('|') && value.endsWith('\n');
  }

  #writeObject(value: object, shape: Shape | undefined, lead: string): void {
    if (this.#path.length > MAX_DEPTH)
      this.#refuse(`is more than ${MAX_DEPTH} levels deep; an object may contain itself`);
    if (Array.isArray(value)) this.#writeList(value, shape?.items, lead);
    else if (value instanceof Map || value instanceof Set)
      this.#refuse('is a Map or Set; use a plain object or list');
    else this.#writeMapping(value as Readonly<Record<string, unknown>>, shape, lead);
  }

  #writeList(list: readonly unknown[], shape: Shape | undefined, lead: string): void {
    const line = this.#line(this.#path.length);
    for (let index = 0; index < list.length; index++) {
      this.#text += index === 0 ? `${lead}-` : `${line}-`;
      this.#path.push(index);
      this.#write(toJson(list[index]) ?? null, shape, this.#leadOnLine());
      this.#path.pop();
    }
    if (list.length === 0) this.#text += ' []';
  }

  #writeMapping(object: Readonly<Record<string, unknown>>, shape: Shape | undefined, lead: string): void {
    const line = this.#line(this.#path.length);
    let isEmpty = true;
    for (const key of orderKeys(object, shape)) {
      const value = toJson(object[key]);
      if (value === undefined) continue;
      const text = this.#key(key);
      const isMarked = text.endsWith('\n');
      const before = isEmpty ? lead : line;
      this.#text += isMarked ? `${before}${text.slice(0, -1)}${line}:` : `${before}${text}:`;
      isEmpty = false;
      this.#path.push(key);
      const inner = shape?.fields?.get(key)?.shape ?? shape?.items;
      this.#write(value, inner, isMarked ? this.#leadOnLine() : this.#line(this.#path.length));
      this.#path.pop();
    }
    if (isEmpty) this.#text += ' {}';
  }

  /** The text between a dash, or the colon of a marked key, and a collection that starts on the same line. */
  #leadOnLine(): string {
    return this.#indent < 2 ? this.#line(this.#path.length) : ' '.repeat(this.#indent - 1);
  }

  #string(value: string): string {
    const level = this.#path.length;
    if (level === 0) return rootText(value, this.#indent);
    const text = stringText(value, this.#indent);
    return level > 1 && text.includes('\n') ? text.replaceAll(/\n(?=[^\n])/g, this.#line(level - 1)) : text;
  }

  #key(key: string): string {
    let text = this.#keys.get(key);
    if (text === undefined) {
      text = keyText(key, this.#indent);
      this.#keys.set(key, text);
    }
    return text;
  }

  #line(level: number): string {
    let line = this.#lines[level];
    if (line === undefined) {
      line = `\n${' '.repeat(this.#indent * level)}`;
      this.#lines[level] = line;
    }
    return line;
  }

  #refuse(what: string): never {
    const path = [...this.#path];
    const shown = path.length > 20 ? `${formatPath(path.slice(0, 20))}...` : formatPath(path) || 'The value';
    throw new YamlError('YAML_UNWRITABLE', `${shown} ${what}. YAML was not written.`, { path });
  }
}

function toJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return 'toJSON' in value && typeof value.toJSON === 'function' ? toJson(value.toJSON()) : value;
}
