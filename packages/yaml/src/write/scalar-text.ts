import { COLLECTION_STYLE, type Node, present, SCALAR_STYLE, type ScalarNode } from 'js-yaml';
import { chooseScalarStyle } from './scalar-style.ts';
import { WRITE_SCHEMA } from './write-schema.ts';

const TAG = 'tag:yaml.org,2002:';
/** Matches most strings. No rule of YAML applies to them, except for words with a meaning. */
const ORDINARY = /^[A-Za-z/](?:[\w./&|=() -]*[\w./)])?$/;
/** Matches tags and JSON, which need quotes but no escapes. */
const BRACED = /^\{[ -&(-~]*$/;

/** Returns a string as YAML; the lines of a block are indented by one level. */
export function stringText(value: string, indent: number): string {
  if (isOrdinary(value)) return value;
  if (BRACED.test(value)) return `'${value}'`;
  return presentPair('k', value, indent).slice('k: '.length);
}

/** Returns a string as YAML if it is the whole document. */
export function rootText(value: string, indent: number): string {
  return presentNode(scalar(value), indent);
}

/** Returns a key as YAML; a key that must be marked starts with `? ` and ends with a line break. */
export function keyText(key: string, indent: number): string {
  return isOrdinary(key) && key.length < 1000 ? key : presentPair(key, 'v', indent).slice(0, -': v'.length);
}

/** Returns a number in a form that all readers agree on; undefined if it cannot be expressed in JSON. */
export function numberText(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  // YAML 1.1 reads a number with an exponent only if it has a decimal point.
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
  // A text that ends with empty lines is followed by the end of the document.
  return text.endsWith('\n...\n') ? text.slice(0, -'\n...\n'.length) : text.slice(0, -1);
}

function scalar(value: string): ScalarNode {
  return { kind: 'scalar', tag: `${TAG}str`, tagged: false, style: SCALAR_STYLE.PLAIN, value };
}
