/** The code of every error of this package, with what it means and what to do. */
export const cliCodes = {
  CLI_ARCHIVED_NAME:
    'The archive has no run with that name, or several. Pass a uid that `tiphys archive list` shows.',
  CLI_CONFLICTING_OPTIONS:
    'Two options exclude each other, such as --json and --markdown. Remove one of them.',
  CLI_DUPLICATE_OBJECT:
    'Two objects of a run have the same kind and name. Remove one of them, or pass fewer files with --with.',
  CLI_DUPLICATE_PARAMETER: 'A parameter was set twice with -p. Remove one of them.',
  CLI_EXTRA_ARGUMENT: 'The command does not take that many arguments. Remove the one that the message names.',
  CLI_FILE_ENCODING: 'A file is not UTF-8. Save it as UTF-8.',
  CLI_FILE_KIND:
    'The command does not read files of this type, or a folder was passed instead of a file (or the other way round). Pass a file or folder of the kind that the message names.',
  CLI_FILE_MISSING: 'A file or folder does not exist. Check the path.',
  CLI_FILE_UNREADABLE: 'The system refused to read a file. Check its permissions.',
  CLI_INVALID_FIELD:
    'A manifest has an unknown field, or a value of the wrong type, so a cluster would reject it. Fix the fields in the list.',
  CLI_INVALID_MANIFEST:
    'The compiled manifest has errors. Fix the issues in the list; they refer to the lines of your source.',
  CLI_INVALID_PACKAGE_JSON:
    'The package.json of the folder is not valid, and nothing was written. Fix it, and run `tiphys init` again.',
  CLI_MISSING_ARGUMENT:
    'The command needs an argument or another option. Add the one that the message names.',
  CLI_MISSING_PARAMETER:
    'A parameter of the workflow has no value. Set it with -p NAME=VALUE, or in a file with -f; that of a CronWorkflow that is stored, in its arguments.',
  CLI_NOT_FAILED: 'The run of --from-failure succeeded. Use `tiphys resubmit`, or --only with --from.',
  CLI_NOTHING_FOUND:
    'The files contain no Argo object, no manifest or no function that the command needs. Check the path, and the kinds of the objects.',
  CLI_NAMESPACE:
    'An object of a file is for another namespace than the one that is used, or the namespace does not exist. Pass the right one with --namespace, or remove it from the file.',
  CLI_NOT_CONFIRMED:
    'There is no terminal to ask at, so nothing was applied. Add --yes to apply the changes, or --dry-run to only show them.',
  CLI_NO_CRON:
    'The file contains no CronWorkflow with a name. Pass a file with one, or run the workflow once with `tiphys run`.',
  CLI_NO_ENTRYPOINT: 'The workflow has no entrypoint. Set its `entrypoint`, or use --entrypoint.',
  CLI_NO_WORKFLOW:
    'The file contains nothing to run. Pass a file with a Workflow, a CronWorkflow, a WorkflowTemplate or a pipeline.',
  CLI_ONLY:
    'A node cannot run alone: it is a group or an inline template, or an input of it contains a tag. Choose another node, or run the whole workflow.',
  CLI_OPTION_VALUE: 'An option has an invalid value, or no value. Use the form that the message shows.',
  CLI_OUTPUT_EXISTS:
    'The output file exists, and Tiphys did not write it. Choose another name, or add --force.',
  CLI_PARAMETER_FILE:
    'A parameter file is not a YAML or JSON map of names to values. Write one `name: value` per line.',
  CLI_PARAMETER_VALUE:
    'The value of -p is none of the choices that the parameter declares. Use one of those that the message lists.',
  CLI_PARAMETER_SYNTAX: 'The value of -p does not have the form NAME=VALUE. Write, for example, -p count=5.',
  CLI_PRUNE:
    'The selector of --prune would match objects of others, or does not match an object of a file. Use labels that exactly the objects of this deployment have.',
  CLI_SEVERAL_PIPELINES:
    'The file exports several pipelines and none as default. Choose one with --export NAME.',
  CLI_SEVERAL_WORKFLOWS:
    'The file contains several objects that can run. Choose one with --export NAME, or put each into its own file.',
  CLI_PLACE:
    'A command that needs a cluster is to run on this machine, or TIPHYS_PLACE has an unknown value. Pass --server URL or --kube, or set TIPHYS_PLACE to local, server or kube.',
  CLI_STORE:
    'The store of local runs is a file, or a link that leads elsewhere. Pass a folder with --store, or set TIPHYS_STORE.',
  CLI_TEMPLATE_MISSING:
    'The workflow calls a template that is in none of the files. Add the file of its WorkflowTemplate with --with.',
  CLI_UNFINISHED:
    'A module awaits a promise that never settles, so the command did not finish. Remove that await.',
  CLI_UNKNOWN_COMMAND: 'The command does not exist. Run `tiphys --help` for a list of commands.',
  CLI_CRON_DAMAGED:
    'The file of a CronWorkflow in the store is damaged. Delete the file that the message names, and start the CronWorkflow again.',
  CLI_UNKNOWN_CRON: 'No CronWorkflow with that name was run here. `tiphys cron list` shows those that were.',
  CLI_UNKNOWN_ENTRYPOINT:
    'The workflow has no template with that name. Choose one from the list in the message.',
  CLI_UNKNOWN_EXPORT:
    'The file has no pipeline and no Argo object with that export name. Choose one from the list in the message.',
  CLI_UNKNOWN_OPTION:
    'The command does not have that option. Run `tiphys COMMAND --help` for a list of options.',
  CLI_UNKNOWN_PARAMETER:
    'The workflow has no parameter with that name. Choose one from the list in the message.',
  CLI_UNKNOWN_VERSION:
    'Tiphys does not support that version of Argo. Use one from the list in the message, or import its schema with `tiphys schema import`.',
  CLI_WRITE_FAILED:
    'A file could not be written; it was not changed. Check the permissions and the free space.',
} as const;
