import {
  type BindingElement,
  type Symbol as MorphSymbol,
  Node,
  type ParameterDeclaration,
  ts,
} from 'ts-morph';
import type { InputDefault, InputSignature, SignatureProblem } from '../model/function-signature.ts';
import { locate, problemAt } from '../model/problem.ts';
import { evaluateStatically } from '../program/static-value.ts';
import { toJsonSchema } from '../schema/json-schema.ts';
import { findFileMarker, findMarker } from '../type/markers.ts';
import { hasNamedFields } from '../type/named-fields.ts';
import { type Documentation, describeProperty } from './documentation.ts';
import { type Compiler, readFileList, readSlot } from './read-slot.ts';
import { schemaInputType } from './schema-types.ts';

/** The function that the inputs belong to. */
export interface InputOwner {
  readonly name: string;
  readonly documentation: Documentation;
}

interface InputPlace {
  readonly name: string;
  readonly type: ts.Type;
  readonly typeNode: ts.TypeNode | undefined;
  readonly node: Node;
  readonly optional: boolean;
  readonly initializer: Node | undefined;
  readonly description: string | undefined;
}

/** Returns one input for each parameter. */
export function readPositionalInputs(
  parameters: readonly ParameterDeclaration[],
  owner: InputOwner,
  compiler: Compiler,
): readonly (InputSignature | SignatureProblem)[] {
  return parameters.map((parameter) => {
    const name = parameter.getName();
    const place: InputPlace = {
      name,
      type: compiler.checker.getTypeAtLocation(parameter.compilerNode),
      typeNode: parameter.getTypeNode()?.compilerNode,
      node: parameter,
      optional: parameter.isOptional(),
      initializer: parameter.getInitializer(),
      description: owner.documentation.parameters.get(name),
    };
    return readInput(place, owner, compiler);
  });
}

/** Returns one input for each property of a destructured object parameter. */
export function readObjectInputs(
  parameter: ParameterDeclaration,
  owner: InputOwner,
  compiler: Compiler,
): readonly (InputSignature | SignatureProblem)[] {
  const refusal = refuseObject(parameter, owner, compiler);
  if (refusal !== undefined) {
    return [refusal];
  }
  const properties = parameter.getType().getNonNullableType().getProperties();
  return properties.map((property) => {
    const place = placeOfProperty(property, parameter, compiler);
    const described = findParameterText(owner.documentation, property.getName());
    return readInput({ ...place, description: described ?? place.description }, owner, compiler);
  });
}

/**
 * Returns the inputs of a function whose argument a schema checks: one input, or one for each property if the argument is destructured. Their
 * types are those that the schema takes.
 */
export function readCheckedInputs(
  schema: Node,
  parameter: ParameterDeclaration | undefined,
  { owner, compiler }: { readonly owner: InputOwner; readonly compiler: Compiler },
): readonly (InputSignature | SignatureProblem)[] {
  const type = schemaInputType(schema, compiler.checker);
  if (type === undefined) {
    const message = `The first argument of checked(...) of ${owner.name} is not a schema that follows Standard Schema; pass a schema of zod, valibot, arktype or a similar library.`;
    return [problemAt(schema, 'SIGNATURE_SCHEMA', message)];
  }
  const node = parameter ?? schema;
  const place = { typeNode: undefined, node, initializer: undefined };
  const pattern = parameter?.getNameNode();
  if (!Node.isObjectBindingPattern(pattern)) {
    const name = parameter?.getName() ?? 'value';
    const description = owner.documentation.parameters.get(name);
    return [readInput({ ...place, name, type, optional: false, description }, owner, compiler)];
  }
  return compiler.checker.getPropertiesOfType(type).map((property) => {
    const name = property.getName();
    const one = {
      ...place,
      name,
      type: compiler.checker.getTypeOfSymbolAtLocation(property, node.compilerNode),
      optional: (property.flags & ts.SymbolFlags.Optional) !== 0,
      description: findParameterText(owner.documentation, name),
    };
    return readInput(one, owner, compiler);
  });
}

function placeOfProperty(
  property: MorphSymbol,
  parameter: ParameterDeclaration,
  compiler: Compiler,
): InputPlace {
  const name = property.getName();
  const element = findElement(parameter, name);
  const declaration = property.getDeclarations()[0];
  const node =
    declaration && !declaration.getSourceFile().isInNodeModules() ? declaration : (element ?? parameter);
  const signature = Node.isPropertySignature(declaration) ? declaration : undefined;
  return {
    name,
    type: compiler.checker.getTypeOfSymbolAtLocation(property.compilerSymbol, parameter.compilerNode),
    typeNode: signature?.getTypeNode()?.compilerNode,
    node,
    optional: property.isOptional(),
    initializer: element?.getInitializer(),
    description: describeProperty(property, compiler.checker),
  };
}

function refuseObject(
  parameter: ParameterDeclaration,
  owner: InputOwner,
  compiler: Compiler,
): SignatureProblem | undefined {
  const type = parameter.getType().getNonNullableType();
  const typeNode = parameter.getTypeNode();
  const subject = `The parameter of ${owner.name}`;
  const slot = {
    describe: (path: string) => (path === '' ? subject : `Input "${path.slice(1)}" of ${owner.name}`),
    type: type.compilerType,
    typeNode: typeNode?.compilerNode,
    node: parameter.compilerNode,
    mayBeAbsent: true,
  };
  if (type.isAny()) {
    return readSlot(slot, compiler).problem;
  }
  if (findMarker(type.compilerType) !== undefined) {
    const message = `${subject} has a marker, but each of its fields is an input; mark the fields that need it.`;
    return problemAt(typeNode ?? parameter, 'SIGNATURE_MISPLACED_MARKER', message);
  }
  if (hasNamedFields(type.compilerType, compiler.checker)) {
    return undefined;
  }
  const text = typeNode?.getText() ?? type.getText(parameter);
  const message = `${subject} is destructured, but its type ${text} does not name the inputs; write \`{ a, b }: { a: string; b: number }\`, or give the parameter a name.`;
  return problemAt(parameter, 'SIGNATURE_PARAMETER_PATTERN', message);
}

function findElement(parameter: ParameterDeclaration, name: string): BindingElement | undefined {
  const pattern = parameter.getNameNode();
  return Node.isObjectBindingPattern(pattern)
    ? pattern.getElements().find((element) => {
        const written = element.getPropertyNameNode() ?? element.getNameNode();
        const text = Node.isStringLiteral(written) ? written.getLiteralValue() : written.getText();
        return text === name && element.getDotDotDotToken() === undefined;
      })
    : undefined;
}

function findParameterText(documentation: Documentation, name: string): string | undefined {
  for (const [key, text] of documentation.parameters) {
    if (key === name || key.endsWith(`.${name}`)) {
      return text;
    }
  }
  return undefined;
}

const INPUT_ROUTES = { large: 'large', input: 'file', secret: 'secret' } as const;

function readInput(
  place: InputPlace,
  owner: InputOwner,
  compiler: Compiler,
): InputSignature | SignatureProblem {
  const subject = (path: string): string => `Input "${place.name}${path}" of ${owner.name}`;
  const slot = { ...place, node: place.node.compilerNode, describe: subject, mayBeAbsent: true };
  const file = findFileMarker(place.type, compiler.checker);
  const content = file?.list ? readFileList(slot, file, compiler) : readSlot(slot, compiler);
  if (content.problem) {
    return content.problem;
  }
  if (content.marker === 'output') {
    const message = `${subject('')} has type OutputFile, which is for outputs; use InputFile, the path of a file that another task wrote.`;
    return problemAt(place.typeNode ?? place.node, 'SIGNATURE_MISPLACED_MARKER', message);
  }
  if (content.shape.kind === 'nothing') {
    const message = `${subject('')} has type never, so no value is valid; declare the type of its values.`;
    return problemAt(place.typeNode ?? place.node, 'SIGNATURE_UNSUPPORTED_TYPE', message);
  }
  const { description, initializer } = place;
  return {
    name: place.name,
    ...(description === undefined ? {} : { description }),
    optional: place.optional || initializer !== undefined || content.mayBeAbsent,
    ...(initializer === undefined ? {} : { default: readDefault(initializer) }),
    schema: toJsonSchema(content.shape),
    route: content.marker === undefined ? 'value' : INPUT_ROUTES[content.marker],
    ...(file?.list ? { list: true as const } : {}),
    ...(file?.kind === undefined ? {} : { kind: file.kind }),
    source: locate(place.node),
  };
}

function readDefault(initializer: Node): InputDefault {
  return { text: initializer.getText(), ...evaluateStatically(initializer) };
}
