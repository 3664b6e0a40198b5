import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';

/** Names that the script gives to the code of a component. */
export const GIVEN_NAMES = { start: 'runTask', require: 'require' } as const;

/** Returns the entry module of a bundle, which passes on the user's function. */
export function writeEntry(component: ComponentDescriptor, sourceFile: string): string {
  return `import { ${component.source.export} as userFunction } from ${JSON.stringify(sourceFile)};
${GIVEN_NAMES.start}(userFunction);
`;
}
