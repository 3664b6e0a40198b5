/** Names that a generated module uses, chosen so that they do not clash with what the source exports. */
export interface ModuleNames {
  readonly source: string;
  readonly component: string;
  readonly Component: string;
  readonly Arg: string;
  /** Expression for the URL of the module. */
  readonly moduleUrl: string;
  /** Returns a name, changed where the source exports the same one. */
  free(name: string): string;
  /** Name of the constant for an export; another one for names that a constant cannot have. */
  localName(name: string): string;
}

// What a module cannot declare, although it can export it.
const reserved = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function
  if implements import in instanceof interface let new null package private protected public return static super switch this throw true try
  typeof var void while with yield`.split(/\s+/),
);

const commonjsUrl = `\`file://\${__filename}\``;

/** How files of a folder are read by node and by the compiler. */
export type ModuleFormat = 'module' | 'commonjs';

/** Returns the names for a module that exports the given names. */
export function chooseNames(exported: readonly string[], format: ModuleFormat): ModuleNames {
  const taken = new Set(exported);
  const free = (name: string): string => (taken.has(name) ? free(`${name}_`) : name);
  return {
    source: free('source'),
    component: free('component'),
    Component: free('Component'),
    Arg: free('Arg'),
    free,
    moduleUrl: format === 'module' ? 'import.meta.url' : commonjsUrl,
    localName: (name) => (reserved.has(name) ? free(`${name}_`) : name),
  };
}

/** Returns an import specifier that gives a name its local name. */
export function importAs(name: string, local: string): string {
  return name === local ? name : `${name} as ${local}`;
}
