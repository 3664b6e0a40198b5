/** Built-in functions that take values, by the object that has them; `''` is the global object. */
const guardedBuiltins: Readonly<Record<string, readonly string[]>> = {
  '': [
    'Array',
    'BigInt',
    'Boolean',
    'Date',
    'Error',
    'Number',
    'RegExp',
    'String',
    'Symbol',
    'decodeURIComponent',
    'encodeURIComponent',
    'isFinite',
    'isNaN',
    'parseFloat',
    'parseInt',
    'structuredClone',
  ],
  Array: ['from', 'isArray'],
  JSON: ['parse', 'stringify'],
  Math: Object.getOwnPropertyNames(Math),
  Number: ['isFinite', 'isInteger', 'isNaN', 'isSafeInteger', 'parseFloat', 'parseInt'],
  Object: Object.getOwnPropertyNames(Object),
  Reflect: Object.getOwnPropertyNames(Reflect),
  console: ['assert'],
};

/** Tells whether a call of that name takes values. */
export function isGuardedBuiltin(name: string, object = ''): boolean {
  if (name === 'assert' || object === 'assert') return true;
  return Object.hasOwn(guardedBuiltins, object) && guardedBuiltins[object]?.includes(name) === true;
}

const builtinFunctions: ReadonlySet<unknown> = new Set(
  Object.entries(guardedBuiltins).flatMap(([object, names]) => {
    const global = globalThis as Readonly<Record<string, unknown>>; // by names of the table
    return functionsOf(object === '' ? global : global[object], names);
  }),
);

/** Functions of `node:util` that take values, also to make texts of them. */
const UTIL_FUNCTIONS = [
  'format',
  'formatWithOptions',
  'inspect',
  'isDeepStrictEqual',
  'stripVTControlCharacters',
];

/** Tells whether a function is a built-in that takes values. A function of that name may also be the user's own. */
export function isGuardedFunction(called: unknown): boolean {
  if (builtinFunctions.has(called)) return true;
  const assert = process.getBuiltinModule('node:assert');
  if (called === assert || functionsOf(assert, Object.keys(assert)).includes(called)) return true;
  const util = process.getBuiltinModule('node:util');
  return (
    functionsOf(util, UTIL_FUNCTIONS).includes(called) ||
    functionsOf(util.types, Object.keys(util.types)).includes(called)
  );
}

function functionsOf(holder: unknown, names: readonly string[]): readonly unknown[] {
  // Every name is a property of the holder.
  return names.map((name) => (holder as Readonly<Record<string, unknown>>)[name]);
}

/** Methods of lists that compare or test their elements. */
export const SEARCH_METHODS: ReadonlySet<string> = new Set(['includes', 'indexOf', 'lastIndexOf']);

/** Methods of lists that call a predicate for each element. */
export const PREDICATE_METHODS: ReadonlySet<string> = new Set([
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'some',
]);

/** Methods of lists that call any function for each element. */
export const CALLBACK_METHODS: ReadonlySet<string> = new Set(['flatMap', 'forEach', 'map']);

/** Methods of Set and Map whose first argument is a member or a key. */
export const MEMBER_METHODS: ReadonlySet<string> = new Set(['add', 'delete', 'get', 'has', 'set']);

/** Methods of values, which outputs do not have. */
const valueMethods = [Array, String, Number, Map, Object].flatMap(({ prototype }) =>
  Object.getOwnPropertyNames(prototype),
);

/** Names of methods whose calls are guarded. */
export const guardedMethods: ReadonlySet<string> = new Set([
  ...SEARCH_METHODS,
  ...PREDICATE_METHODS,
  ...MEMBER_METHODS,
  ...valueMethods,
  'catch',
  'finally',
  'then',
]);
