import { join } from 'node:path';
import { Project, ts } from 'ts-morph';

const folder = join(import.meta.dirname, '../fixtures/components');

/** What an editor shows for a name. */
export interface Hover {
  readonly type: string;
  readonly comment: string;
}

/** A file in an editor, next to the components of the fixtures. */
export class EditorFile {
  readonly #file = join(folder, 'in-the-editor.ts');
  readonly #text: string;
  readonly #service: ts.LanguageService;

  constructor(text: string) {
    this.#text = text;
    const project = new Project({
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.NodeNext,
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
        skipLibCheck: true,
        allowImportingTsExtensions: true,
        customConditions: ['@tiphys/source'],
        types: ['node'],
      },
    });
    project.createSourceFile(this.#file, text);
    this.#service = project.getLanguageService().compilerObject;
  }

  /** Returns the whole messages of the compiler, each after the text of its line. */
  messages(): readonly string[] {
    return this.#service.getSemanticDiagnostics(this.#file).map(({ file, start = 0, messageText }) => {
      const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
      return [this.#text.split('\n')[line], ts.flattenDiagnosticMessageText(messageText, '\n')].join('\n');
    });
  }

  /** Returns what the editor shows for the first use of a text. */
  hover(text: string): Hover {
    const info = this.#service.getQuickInfoAtPosition(this.#file, this.#text.indexOf(text));
    return {
      type: ts.displayPartsToString(info?.displayParts),
      comment: ts.displayPartsToString(info?.documentation),
    };
  }

  /** Returns the definitions of a text, each as the file name and the line. The second text is looked up where the first one leads. */
  definitions(text: string, inside?: string): readonly string[] {
    const first = this.#service.getDefinitionAtPosition(this.#file, this.#text.indexOf(text)) ?? [];
    if (inside === undefined) return first.map((one) => this.#show(one));
    return first.flatMap(({ fileName, textSpan }) => {
      const at = this.#source(fileName).text.indexOf(inside, textSpan.start);
      if (at < 0) return [];
      const position = at + inside.lastIndexOf('.') + 1;
      return (this.#service.getDefinitionAtPosition(fileName, position) ?? []).map((one) => this.#show(one));
    });
  }

  #show({ fileName, textSpan }: ts.DefinitionInfo): string {
    const source = this.#source(fileName);
    const { line } = source.getLineAndCharacterOfPosition(textSpan.start);
    return `${fileName.slice(fileName.lastIndexOf('/') + 1)}: ${source.text.split('\n')[line]?.trim()}`;
  }

  #source(fileName: string): ts.SourceFile {
    const source = this.#service.getProgram()?.getSourceFile(fileName);
    if (source === undefined) throw new Error(`unreachable: the program has no file ${fileName}`);
    return source;
  }
}
