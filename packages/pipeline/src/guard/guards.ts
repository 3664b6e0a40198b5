import { createHandle, findSource } from '../author/handles/handle.ts';
import type { Source } from '../ir/graph.ts';
import { fieldSchema } from '../ir/json/json-schema.ts';
import { isNeverNullish, knownFields, mayBeMissing } from '../ir/outputs/known-fields.ts';
import { schemaOf } from '../ir/outputs/schema-of.ts';
import { sharedName, sharedSlot } from '../ir/shared-slot.ts';
import { type FunctionSource, type ReadCaptured, registerFunctionSource } from '../source/function-source.ts';
import { assertAssignable, assertReadable, type BodyVariable, watchVariable } from './body-variables.ts';
import type { GuardSite } from './guard-site.ts';
import { isGuardedFunction } from './guarded-builtins.ts';
import { guardReceiver, refuseElements, refuseMembers } from './guarded-collections.ts';
import { GUARDS_NAME, plainText } from './plain-text.ts';
import { refuseAt } from './refuse-at.ts';

type AnyFunction = (...values: never[]) => unknown;

/** The functions that guarded code calls. Names are short because there are many calls. Sites and functions are passed by number. */
export interface GuardFunctions {
  /** Returns a value, which must not be an output. */
  v<T>(value: T, site: number): T;
  /** Returns a value that is compared with undefined, which must not be an output that may be missing. */
  n<T>(value: T, site: number): T;
  /** Returns the type of a variable, which must not be an output. If the type is not `object`, the variable may not exist. */
  o(type: string, value: unknown, site: number): string;
  /** Returns its second argument. */
  q<T>(checked: unknown, value: T): T;
  /** Returns an argument of a function, which must not be an output if the function is a built-in. */
  a<T>(value: T, called: unknown, site: number): T;
  /** Returns a list, which must not have outputs if a built-in is called for each element. */
  b<T>(list: T, called: unknown, site: number): T;
  /** Returns the receiver of a method. */
  m<T>(receiver: T, site: number): T;
  /** Returns a Set or Map, which must not have outputs as members or keys. */
  e<T>(collection: T, site: number): T;
  /** Returns an object, whose property of that name must not be an output. */
  p<T>(object: T, name: PropertyKey, site: number): T;
  /** Returns the value to spread in an object: for an output, its fields. */
  s<T>(value: T, site: number): T;
  /** Returns the value to destructure with a rest: for an output, its fields. */
  r<T>(value: T, site: number): T;
  /** Returns the value of a pattern with defaults, which must not have an output that may be missing at any of the paths. */
  d<T>(value: T, ...defaults: readonly (readonly [path: readonly string[], site: number])[]): T;
  /** Watches a variable that is declared now. */
  c(): BodyVariable;
  /** Records an assignment of a watched variable, which is undefined before its declaration. */
  w(variable: BodyVariable | undefined, site: number, isUpdate: boolean): void;
  /** Returns the value of a watched variable, which must not be that of a body that may not run. */
  u<T>(value: T, variable: BodyVariable | undefined, site: number): T;
  /** Registers the source text of a function, and how to read the variables that it captures. */
  f<T extends AnyFunction>(fn: T, source: number, name?: string, captured?: ReadCaptured): T;
}

/** A function of the user's source. */
export interface GuardedFunction {
  readonly source: FunctionSource;
  /** Whether there are guards in its code. */
  guarded: boolean;
}

/** The guards of one bundle: the functions that its code calls, and the sites and functions by number. */
export interface Guards {
  readonly sites: GuardSite[];
  readonly functions: GuardedFunction[];
  /** Code that makes the guards available to the bundle. */
  readonly banner: string;
  /** Removes the guards after the bundle has been loaded. */
  dispose(): void;
}

const registry = sharedSlot('guards', () => new Map<number, GuardFunctions>());

/** Creates the guards of a new bundle. */
export function createGuards(): Guards {
  const sites: GuardSite[] = [];
  const functions: GuardedFunction[] = [];
  const number = nextNumber();
  registry.set(number, guardFunctions(sites, functions));
  return {
    sites,
    functions,
    banner: `const ${GUARDS_NAME} = globalThis[Symbol.for(${JSON.stringify(sharedName('guards'))})].get(${number});`,
    dispose: () => registry.delete(number),
  };
}

function nextNumber(): number {
  const counter = sharedSlot('guards-counter', () => ({ last: 0 }));
  counter.last += 1;
  return counter.last;
}

function guardFunctions(sites: readonly GuardSite[], functions: readonly GuardedFunction[]): GuardFunctions {
  const refuse = (site: number): Error => refuseAt(siteAt(sites, site));
  const plain = <T>(value: T, site: number): T => {
    const source = findSource(value);
    if (source !== undefined) throw refuseAt(siteAt(sites, site), source);
    return value;
  };
  return {
    v: plain,
    n(value, site) {
      const source = findSource(value);
      if (source !== undefined && !isNeverNullish(source)) throw refuse(site);
      return value;
    },
    o(type, value, site) {
      plain(value, site);
      return type;
    },
    q: (_, value) => value,
    a: (value, called, site) =>
      findSource(value) !== undefined && isGuardedFunction(called) ? plain(value, site) : value,
    b(list, called, site) {
      if (isGuardedFunction(called)) refuseElements(list, siteAt(sites, site));
      return list;
    },
    m(receiver, site) {
      plain(receiver, site);
      if (typeof receiver !== 'object' || receiver === null) return receiver;
      const place = siteAt(sites, site);
      // It has the method that is called next.
      return guardReceiver(receiver, place.method ?? '', place) as typeof receiver;
    },
    e(collection, site) {
      refuseMembers(collection, siteAt(sites, site));
      return collection;
    },
    p(object, name, site) {
      plain(object, site);
      plain(storedValue(object, name), site);
      return object;
    },
    s: (value, site) => spread(value, siteAt(sites, site)),
    r: (value, site) => spread(value, siteAt(sites, site)),
    d(value, ...defaults) {
      for (const [path, site] of defaults) {
        if (isMissable(path.reduce(readStored, value as unknown))) throw refuse(site);
      }
      return value;
    },
    c: watchVariable,
    w(variable, site, isUpdate) {
      if (variable !== undefined) assertAssignable(variable, siteAt(sites, site), isUpdate);
    },
    u(value, variable, site) {
      if (variable !== undefined) assertReadable(variable, siteAt(sites, site));
      return value;
    },
    f(fn, source, name, captured) {
      if (name !== undefined) Object.defineProperty(fn, 'name', { value: name });
      const known = functions[source];
      if (known === undefined) return fn;
      if (known.guarded) Object.defineProperty(fn, 'toString', textProperty);
      return registerFunctionSource(fn, known.source, captured);
    },
  };
}

/** Makes `toString` return the text without guards. The user may still set another `toString`. */
const textProperty: PropertyDescriptor = {
  get: () => plainText,
  set(value: unknown) {
    Object.defineProperty(this, 'toString', { value, writable: true, enumerable: true, configurable: true });
  },
  configurable: true,
};

function siteAt(sites: readonly GuardSite[], site: number): GuardSite {
  const found = sites[site];
  if (found === undefined) throw new Error(`unreachable: no guard has the number ${site}`);
  return found;
}

/** Returns the value of a property without calling a getter. */
function storedValue(object: unknown, name: PropertyKey): unknown {
  for (let holder: unknown = object; holder !== null && typeof holder === 'object'; ) {
    const found = Object.getOwnPropertyDescriptor(holder, name);
    if (found !== undefined) return found.value;
    holder = Object.getPrototypeOf(holder);
  }
  return undefined;
}

/** Returns the value of a property, or the field of an output. */
function readStored(value: unknown, name: string): unknown {
  const source = findSource(value);
  return source === undefined ? storedValue(value, name) : fieldOf(source, name);
}

function isMissable(value: unknown): boolean {
  const source = findSource(value);
  return source !== undefined && mayBeMissing(source);
}

/** Returns the fields of an output as an object. Fields that are missing at run time stay missing. */
function spread<T>(value: T, site: GuardSite): T {
  const source = findSource(value);
  if (source === undefined) return value;
  const fields = knownFields(source);
  // An earlier property would have to be kept if a later optional field is missing.
  if (fields === undefined || (site.later === true && fields.some(({ optional }) => optional)))
    throw refuseAt(site);
  // The fields of an output have the types of outputs.
  return Object.fromEntries(fields.map(({ name }) => [name, fieldOf(source, name)])) as T;
}

function fieldOf(of: Source, name: string): unknown {
  return createHandle({ kind: 'field', scope: of.scope, of, name, schema: fieldSchema(schemaOf(of), name) });
}
