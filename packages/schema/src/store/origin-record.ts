import { basename } from 'node:path';
import type { SourceFile } from '../read/read-source-file.ts';
import type { LoadedSchema } from '../read-schema.ts';

/** Returns the text that says where imported definitions come from. */
export function renderOrigin(version: string, files: LoadedSchema['files'], hasOperations: boolean): string {
  const rows = [
    row(files.schema, 'api/jsonschema/schema.json'),
    row(files.swagger, 'api/openapi-spec/swagger.json'),
    ...[...files.crds]
      .sort((a, b) => (basename(a.file) < basename(b.file) ? -1 : 1))
      .map((crd) => row(crd, `manifests/base/crds/full/${basename(crd.file)}`)),
  ];
  return `# Origin

\`definitions.json\`${hasOperations ? ' and `operations.json` are' : ' is'} made from these files of Argo Workflows v${version} (Apache-2.0,
<https://github.com/argoproj/argo-workflows>). Do not edit ${hasOperations ? 'them' : 'it'}: import the schema again.

| file in Argo's repository | sha256 |
|---|---|
${rows.filter((line) => line !== undefined).join('\n')}
`;
}

function row(file: SourceFile | undefined, name: string): string | undefined {
  return file === undefined ? undefined : `| \`${name}\` | \`${file.sha256}\` |`;
}
