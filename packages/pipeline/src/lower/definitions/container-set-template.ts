import type { Template } from '@tiphys/models';
import type { ContainerSetBody } from '../../ir/component/definition.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import type { WrittenSettings } from '../component/template-settings.ts';
import { containerWith } from './container-template.ts';
import { writeWords } from './container-words.ts';
import { textVariables } from './input-variables.ts';

/** Writes the containers of a set. Each has the variables of all inputs. */
export function writeContainerSet(
  { containers }: ContainerSetBody,
  entry: TemplateEntry,
  settings: WrittenSettings,
): Partial<Template> {
  return {
    containerSet: {
      containers: containers.map(({ name, image, command, after }) => {
        const words = writeWords(command, entry);
        const usesBraces = words.some((word) => word.includes('$(BRACE)'));
        return {
          ...containerWith(textVariables(entry.descriptor.inputs, usesBraces), entry, settings),
          name,
          image,
          command: words,
          ...(after.length === 0 ? {} : { dependencies: [...after] }),
        };
      }),
    },
  };
}
