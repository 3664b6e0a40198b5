/** Names in a generated module, chosen so that they do not clash with the exports of the source. */
export interface ModuleNames {
  readonly source: string;
  readonly component: string;
  readonly Component: string;
  /** The expression for the URL of the module. */
  readonly moduleUrl: string;
  /** Returns a name, changed if the source exports the same name. */
  free(name: string): string;
  /** Returns the name of the constant for an export, changed if it is a reserved word. */
  localName(name: string): string;
}

// Names that a module can export, but not declare.
const reserved = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function
  if implements import in instanceof interface let new null package private protected public return static super switch this throw true try
  typeof var void while with yield`.split(/\s+/),
);

const COMMONJS_URL = `\`file://\${__filename}\``;

/** The module format of a file. */
export type ModuleFormat = 'module' | 'commonjs';

/** Chooses the names for a generated module with the given exports. */
export function chooseNames(exported: readonly string[], format: ModuleFormat): ModuleNames {
  const taken = new Set(exported);
  const free = (name: string): string => (taken.has(name) ? free(`${name}_`) : name);
  return {
    source: free('source'),
    component: free('component'),
    Component: free('Component'),
    free,
    moduleUrl: format === 'module' ? 'import.meta.url' : COMMONJS_URL,
    localName: (name) => (reserved.has(name) ? free(`${name}_`) : name),
  };
}

/** Returns an import specifier with a local name. */
export function importAs(name: string, local: string): string {
  return name === local ? name : `${name} as ${local}`;
}
