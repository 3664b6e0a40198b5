/** The code of every error of this package, with what it means and what to do. */
export const cliCodes = {
  CLI_CONFLICTING_OPTIONS: 'Two options exclude each other, such as --json and --markdown. Use one of them.',
  CLI_DUPLICATE_OBJECT:
    'Two files for a run hold an object of the same kind and name. Remove one of them, or name fewer files with --with.',
  CLI_DUPLICATE_PARAMETER: 'The same parameter was given twice with -p. Keep one of them.',
  CLI_EXTRA_ARGUMENT: 'The command does not take that many arguments. Remove the one that the message names.',
  CLI_FILE_ENCODING: 'A file is not UTF-8. Save it as UTF-8.',
  CLI_FILE_KIND:
    'A file or folder is not of a kind that the command reads. Name a TypeScript file or a manifest.',
  CLI_FILE_MISSING: 'A file or folder does not exist. Check the path.',
  CLI_FILE_UNREADABLE: 'The system refused to read a file. Check its permissions.',
  CLI_INVALID_FIELD:
    'A manifest has a field that Argo does not know, or a value of the wrong type, so a cluster would refuse it. Fix the fields in the list.',
  CLI_INVALID_MANIFEST:
    'The compiled manifest has errors of the linter. Fix the issues in the list; each has the line of your source.',
  CLI_MANIFEST_INVALID:
    'The package.json of the folder is not valid JSON; nothing was written. Fix it and run `tiphys init` again.',
  CLI_MISSING_ARGUMENT:
    'The command needs an argument or another option. Add the one that the message names.',
  CLI_MISSING_PARAMETER:
    'A parameter of the workflow has no value. Give it with -p NAME=VALUE or in a file with -f.',
  CLI_NOTHING_FOUND:
    'No Argo object was found where the command looked. Check the path and the kinds of the objects.',
  CLI_NOTHING_TO_GENERATE:
    'There is no components.ts and no generated module here or below. Name the file that holds your functions.',
  CLI_NOTHING_TO_IMPORT: 'There is no manifest in the folder, or no object in the file. Check the path.',
  CLI_NO_ENTRYPOINT: 'The workflow does not say where to start. Set its `entrypoint`, or use --entrypoint.',
  CLI_NO_WORKFLOW:
    'The file has nothing that can run. Name a file with a Workflow, a CronWorkflow, a WorkflowTemplate or a pipeline.',
  CLI_OPTION_CONFLICT: 'An option has no effect together with another one. Remove it.',
  CLI_OPTION_VALUE: 'An option has an invalid value, or none. Give one of the form that the message shows.',
  CLI_OUTPUT_EXISTS:
    'The output file exists and was not written by Tiphys, or is a folder. Choose another name, or use --force.',
  CLI_PARAMETER_FILE:
    'A parameter file is not a YAML or JSON map of names to values. Write one `name: value` per line.',
  CLI_PARAMETER_SYNTAX: 'The value of -p is not of the form NAME=VALUE. Write, for example, -p count=5.',
  CLI_SEVERAL_PIPELINES: 'The file exports several pipelines and no default. Choose one with --export NAME.',
  CLI_SEVERAL_WORKFLOWS:
    'The file holds several workflows that could run. Choose one with --export NAME, or put them into files of their own.',
  CLI_TEMPLATE_MISSING:
    'The workflow calls a template that no file has. Name the file of its WorkflowTemplate with --with.',
  CLI_UNKNOWN_COMMAND: 'There is no such command. `tiphys --help` lists the commands.',
  CLI_UNKNOWN_ENTRYPOINT:
    'The workflow has no template of that name to start with. Choose one from the list in the message.',
  CLI_UNKNOWN_EXPORT: 'The file has no export of that name. Choose one from the list in the message.',
  CLI_UNKNOWN_OPTION: 'The command has no such option. `tiphys COMMAND --help` lists them.',
  CLI_UNKNOWN_PARAMETER:
    'The workflow has no parameter of that name. Choose one from the list in the message.',
  CLI_UNKNOWN_VERSION:
    'Tiphys has no models of that version of Argo. Use one from the list in the message, or import its schema with `tiphys schema import`.',
  CLI_WRITE_FAILED:
    'A file could not be written and is as it was before. Check the permissions and the free space.',
} as const;
