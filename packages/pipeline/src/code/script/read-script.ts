/** What a script of `writeScript` (see script-text.ts) consists of. */
export interface ScriptParts {
  readonly code: string;
  /** The description of the component, as a literal. */
  readonly description: string;
  /** The contents of the literals with packed modules, or tags. */
  readonly packed: readonly string[];
}

const SCRIPT =
  /^\/\/ [^\n]*, bundled by Tiphys\nconst main = \([^\n]*\) => \{\n([\s\S]*)\n\};\nconst task = (\{[^\n]*\});\n\/\/ [^\n]*\nconst load = [^\n]*;\nload\("vm"\)[\s\S]*\(task, main, load, globalThis((?:, `[^`]*`)*)\);\n?$/;

/** Returns the parts of a script of `writeScript`; undefined for another script. */
export function readScript(script: string): ScriptParts | undefined {
  const [, code, description, packed] = SCRIPT.exec(script) ?? [];
  if (code === undefined || description === undefined || packed === undefined) return undefined;
  return { code, description, packed: [...packed.matchAll(/`([^`]*)`/g)].map(([, text = '']) => text) };
}
