import type { FieldType, Operation, OperationDefinitions } from '@tiphys/schema';
import { propertyName } from '../render/literal.ts';
import { type ModelVariant, typeText, usedTypes } from '../type/type-text.ts';

/** The modules that declare types, by the names under which they are imported. */
const MODULES: Readonly<Record<string, string>> = {
  models: '../index.ts',
  replyModels: '../reply/index.ts',
  replies: './replies.ts',
  requests: './requests.ts',
};

/** Returns the module with the types of each operation by its name. */
export function renderOperationMap(all: OperationDefinitions): string {
  const texts = Object.entries(all.operations).map(([name, operation]) =>
    operationText(name, operation, (type, variant) => typeText(qualified(type, variant, all), variant)),
  );
  const body = texts.join('');
  const imports = Object.entries(MODULES)
    .filter(([name]) => new RegExp(`\\b${name}\\.`).test(body))
    .map(([name, path]) => `import type * as ${name} from '${path}';\n`);
  return `
${imports.join('')}
/** The types of the operations of the Argo Server by their names: what is sent, and what is answered. */
export interface Operations {
${body}}
`;
}

/** Returns a type whose names say which module declares them. */
function qualified(type: FieldType, variant: ModelVariant, all: OperationDefinitions): FieldType {
  switch (type.kind) {
    case 'list':
      return { ...type, element: qualified(type.element, variant, all) };
    case 'map':
      return { ...type, value: qualified(type.value, variant, all) };
    default: {
      const [name] = usedTypes(type);
      if (name === undefined) return type;
      const [own, models] = variant === 'author' ? ['requests', 'models'] : ['replies', 'replyModels'];
      return { kind: 'reference', to: `${Object.hasOwn(all.definitions, name) ? own : models}.${name}` };
    }
  }
}

/** Returns the text of a type in requests or replies. */
type PrintType = (type: FieldType, variant: ModelVariant) => string;

function operationText(
  name: string,
  { method, path, parameters, query, body, reply }: Operation,
  print: PrintType,
): string {
  const inPath = Object.entries(parameters).map(
    ([parameter, type]) => `      readonly ${propertyName(parameter)}: ${print(type, 'author')};\n`,
  );
  const inQuery = Object.entries(query).map(
    ([parameter, type]) =>
      `        readonly ${propertyName(parameter)}?: ${print(type, 'author')} | undefined;\n`,
  );
  const fields = [
    ...inPath,
    ...(inQuery.length === 0 ? [] : [`      readonly query?: {\n${inQuery.join('')}      } | undefined;\n`]),
    ...(body === undefined ? [] : [`      readonly body: ${print(body, 'author')};\n`]),
  ];
  const request = fields.length === 0 ? ['      readonly [name: string]: never;\n'] : fields;
  return `  /** \`${method} ${path}\` */
  readonly ${name}: {
    readonly request: {
${request.join('')}    };
    readonly reply: ${reply.form === 'bytes' ? 'Uint8Array' : print(reply.type, 'reply')};
    readonly form: '${reply.form}';
  };
`;
}
