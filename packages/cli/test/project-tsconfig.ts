/** The tsconfig.json of a project in a test: strict, and with the sources of the packages, so that no build is needed. */
export const tsconfig: string = JSON.stringify({
  compilerOptions: {
    target: 'es2022',
    lib: ['es2024'],
    module: 'nodenext',
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: ['node'],
    customConditions: ['@tiphys/source'],
  },
  include: ['*.ts'],
});
