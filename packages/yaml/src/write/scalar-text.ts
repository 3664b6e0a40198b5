import { COLLECTION_STYLE, type Node, present, SCALAR_STYLE, type ScalarNode } from 'js-yaml';
import { chooseScalarStyle } from './scalar-style.ts';
import { WRITE_SCHEMA } from './write-schema.ts';

const TAG = 'tag:yaml.org,2002:';
/** What most strings look like. No rule of YAML is about such texts, apart from the words that mean something. */
const ORDINARY = /^[A-Za-z/](?:[\w./&|=() -]*[\w./)])?$/;
/** A tag, or JSON: it needs quotes, and nothing in it needs to be doubled. */
const BRACED = /^\{[ -&(-~]*$/;

/** Returns the text of a string, the lines of a block indented by one level. */
export function stringText(value: string, indent: number): string {
  if (isOrdinary(value)) return value;
  if (BRACED.test(value)) return `'${value}'`;
  return presentPair('k', value, indent).slice('k: '.length);
}

/** Returns the text of a string by which a document consists of nothing else. */
export function rootText(value: string, indent: number): string {
  return presentNode(scalar(value), indent);
}

/** Returns the text of a key; it starts with `? ` and ends with a line break where it has to be marked as one. */
export function keyText(key: string, indent: number): string {
  return isOrdinary(key) && key.length < 1000 ? key : presentPair(key, 'v', indent).slice(0, -': v'.length);
}

/** Returns the text of a number that all readers take for the same number, or undefined where JSON has none. */
export function numberText(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  // YAML 1.1 reads a number with an exponent only when it has a point.
  return Object.is(value, -0) ? '-0.0' : String(value).replace(/^(-?\d+)e/, '$1.0e');
}

function isOrdinary(value: string): boolean {
  return ORDINARY.test(value) && WRITE_SCHEMA.resolveImplicitScalarTag(value).tag.tagName === `${TAG}str`;
}

function presentPair(key: string, value: string, indent: number): string {
  const items = [{ key: scalar(key), value: scalar(value) }];
  return presentNode(
    { kind: 'mapping', tag: `${TAG}map`, tagged: false, style: COLLECTION_STYLE.BLOCK, items },
    indent,
  );
}

function presentNode(contents: Node, indent: number): string {
  const text = present([{ contents, directives: [], explicitStart: false, explicitEnd: false }], {
    schema: WRITE_SCHEMA,
    indent,
    lineWidth: -1,
    scalarStyleRules: [chooseScalarStyle],
  });
  // After a text that ends with empty lines stands the end of the document.
  return text.endsWith('\n...\n') ? text.slice(0, -'\n...\n'.length) : text.slice(0, -1);
}

function scalar(value: string): ScalarNode {
  return { kind: 'scalar', tag: `${TAG}str`, tagged: false, style: SCALAR_STYLE.PLAIN, value };
}
