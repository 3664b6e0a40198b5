import type { Identifier, Node, Program } from '@babel/types';
import { type Captured, capturedVariables } from './captured-variables.ts';
import { findVariable, type Variable } from './lexical-scope.ts';
import { readScopes } from './read-scopes.ts';
import { type TrackedVariables, trackedVariables } from './tracked-variables.ts';

/** What is known about the variables of a module. */
export interface ModuleFacts extends TrackedVariables {
  /** The variables that functions capture, by function. */
  readonly captured: ReadonlyMap<Node, Captured>;
  /** Returns the variable that is read at a place, or undefined for a global. */
  variableAt(node: Identifier): Variable | undefined;
}

/** Reads the facts about a module. */
export function readFacts(program: Program): ModuleFacts {
  const scopes = readScopes(program);
  const places = new Map(scopes.references.map(({ node, name, scope }) => [node as Node, { name, scope }]));
  return {
    ...trackedVariables(scopes),
    captured: capturedVariables(scopes),
    variableAt(node) {
      const place = places.get(node);
      return place === undefined ? undefined : findVariable(place.name, place.scope);
    },
  };
}
